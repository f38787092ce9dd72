# Gästernas sidor på svenska: korta, enkla, vänliga.

language = Språk
reconnecting = Ansluter igen …

## Start

start-title = En kaffe, gjord för dig.
start-lead = Vi bjuder. Välj i mobilen och hämta vid disken.
wait-figure = { $minutes } min
wait-label = ungefärlig väntetid
wait-ahead = { $drinks ->
    [0] Ingen före dig
    [one] 1 dryck före dig
   *[other] { $drinks } drycker före dig
}
code-label = Koden på den stora skärmen
code-help = När du startar tar du en dryck från koden. Sedan har du { $minutes ->
    [one] 1 minut
   *[other] { $minutes } minuter
} att välja.
start-button = Starta
allergic = Allergisk mot något? Säg till baristan.
sponsors = Med stöd av { $names }.
have-order = { $label ->
    [none] Du har redan börjat en beställning.
   *[other] Du har redan en beställning: { $label }.
}
have-order-link = Till min beställning

## När inget tas emot

closed-title = Vi har stängt.
closed-body = Kom tillbaka när det finns en kod på den stora skärmen.
closed-choosing = Inget mer kan beställas, och inget har beställts åt dig. Välkommen åter.
paused-title = Vi tar en kort paus.
paused-until = Vi fortsätter om ungefär { $minutes ->
    [one] 1 minut
   *[other] { $minutes } minuter
}. Stanna på den här sidan, den säger till.
paused-body = Stanna på den här sidan, den säger till när vi fortsätter.
last-orders-title = De sista beställningarna är tagna.
last-orders-body = Vi gör klart det som är beställt och tar inte emot något nytt. På återseende.
full-title = Det är mycket att göra just nu.
full-body = En plats blir ledig om ungefär { $minutes ->
    [one] 1 minut
   *[other] { $minutes } minuter
}. Stanna på den här sidan, den säger till när du kan starta.
used-up-title = Nästa kod är på väg.
used-up-body = Den kommer på den stora skärmen om ungefär { $minutes ->
    [one] 1 minut
   *[other] { $minutes } minuter
}. Stanna på den här sidan, den säger till när du kan starta.
paused-because = { $because ->
    [machine] Vi ser till en maskin.
   *[milk] Vi hämtar mer mjölk.
}

## Varför det inte gick

refusal-no-such-code = Den koden finns inte på skärmen. Läs den en gång till.
refusal-code-over = Den koden har gått ut. Ta den som står på skärmen nu.
refusal-code-used-up = Den koden är slut. Ta den som står på skärmen nu.
refusal-code-begun = Du har redan börjat två gånger med den koden. Vänta på nästa på skärmen eller beställ vid disken.
refusal-no-such-code-typed = { $code } finns inte på skärmen. Läs koden en gång till.
refusal-code-over-typed = { $code } har gått ut. Ta koden som står på skärmen nu.
refusal-code-used-up-typed = { $code } är slut. Ta koden som står på skärmen nu.
refusal-code-begun-typed = Du har redan börjat två gånger med { $code }. Vänta på nästa kod på skärmen eller beställ vid disken.
refusal-open-order = Du har redan en beställning. Avsluta eller avbeställ den först.
refusal-daily-limit = Du har fått alla dina drycker för i dag. Vi ses i morgon.
refusal-too-many = Det var många försök. Vänta en minut och försök igen.
refusal-sold-out = Det tog just slut. Välj igen.
refusal-store-not-open = Vi har stängt, så inget mer kan beställas.
refusal-store-not-open-start = Vi tog inte emot beställningar just då. Försök igen.
refusal-booth-full = Det är fullt just nu. Försök igen om en minut eller två.
refusal-changed-too-often = Du har ändrat den här beställningen många gånger. Baristan kan fortfarande ändra den: fråga vid disken.
refusal-no-such-drink = Det finns inte längre på menyn. Välj igen.
refusal-no-such-option = Det finns inte längre på menyn. Välj igen.
refusal-choice-open = Något är kvar att välja. Välj.
refusal-wrong-state = Det går inte längre. Så här ligger din beställning till.
refusal-bad-input = Det passar inte. Titta på det du skrev.
refusal-key-reused = Tryck på knappen en gång till.
refusal-storage = Vi kan inte skriva upp det just nu. Försök igen om en minut.
refusal-other = Det gick inte. Försök igen eller fråga baristan.

## Välj

choose-title = Välj din dryck
change-title = Ändra din dryck
time-left = Tid kvar
paused-choosing = Baren har paus. Din tid att välja står stilla.
drinks = Drycker
tap-a-drink = Tryck på en dryck för att gå vidare.
name-label = Namn på muggen (kan lämnas tomt)
check-button = Kontrollera
sold-out = slut
gone = { $what } tog just slut. Välj igen.
pick = { $what } är slut. Välj något annat.
not-offered = { $what } finns inte till den här drycken. Välj igen.
unanswered = { $what }: välj.
nothing-left = Allt är slut. Fråga baristan.

## Kontrollera

check-title = Stämmer det här?
for-name = till { $name }
contains = Innehåller
ask-barista = Fråga baristan
ask-short = Allergener: fråga
none-named = Inget allergen angivet. Fråga om du är osäker
caffeine = koffein
caffeine-mg = koffein (ungefär { $mg } mg)
place-button = Beställ
save-button = Spara ändringen
change-something = Ändra något
from-now = Om ungefär { $minutes ->
    [one] 1 minut
   *[other] { $minutes } minuter
}
keep-drink = Låt det vara som det är
keeps-place = Du behåller ditt nummer och din plats i kön.

## Beställningens liv

queued-line = { NUMBER($place, type: "ordinal") ->
    [one] { $place }:a
   *[other] { $place }:e
} i kön, ungefär { $minutes ->
    [one] 1 minut
   *[other] { $minutes } minuter
}
queued-place = { NUMBER($place, type: "ordinal") ->
    [one] { $place }:a
   *[other] { $place }:e
} i kön
queued-plain = Beställd. Vi gör den snart.
numberless-title = Din beställning är lagd.
numberless-body = Numret är på väg. Fråga vid disken.
paused-queued = Baren har paus. Din beställning behåller sin plats.
progress-placed = Beställd
progress-making = Görs nu
progress-ready = Klar
progress-enjoy = Njut
progress = Förlopp
leave-wifi = Du kan lämna det här wifi-nätet nu.
watch = Titta efter { $label } på den stora skärmen.
change-drink = Ändra drycken
change-too-late = Vi har redan börjat, så din ändring sparades inte. Fråga vid disken.
cancel-link = Avbeställ
making-by = { $barista } gör den nu.
making = En barista gör den nu.
remade = Din dryck görs om.
remade-queued = Din dryck ska göras om.
requeued = Du står i kön igen. En barista har tagit tillbaka din beställning.
ready-title = Klar!
ready-do = Hämta den vid disken
called-again = Vi ropar på dig igen.
drink-with = { $drink } med { $milk }
drink-for = { $drink }, till { $name }
collected-title = Låt dig väl smaka!
collected-body = { $label } är din.
receipt = Kvitto
receipt-drink = Dryck
receipt-name = Namn
receipt-barista = Gjord av
receipt-wait = Klar efter
minutes = { $minutes ->
    [one] 1 minut
   *[other] { $minutes } minuter
}
journey-link = Se din beställnings väg
uncollected-title = { $label } var klar, och ingen kom.
uncollected-body = Fråga efter den vid disken. Den kanske står kvar.
uncollected-closed = Baren har stängt. Är någon kvar vid disken, fråga där. Annars på återseende.

## Hur den slutade

cancelled-title = { $label ->
    [none] Din beställning är avbeställd.
   *[other] { $label } är avbeställd.
}
cancelled-customer = Du avbeställde den. Vill du ha en annan dryck, börja om med koden på den stora skärmen.
cancelled-sold-out = Något som behövs har tagit slut. Börja om och välj en annan dryck.
cancelled-machine = En maskin har gått sönder. Fråga vid disken vad vi fortfarande kan göra.
cancelled-duplicate = Vi hade samma beställning två gånger. Ville du ha två, säg till vid disken.
cancelled-closing = Baren har stängt. På återseende.
cancelled-other = Vi var tvungna att avbeställa den. Fråga vid disken så hjälper vi dig.
timeout-choose-title = Din tid att välja är slut.
timeout-choose-body = Din dryck är ledig för andra igen. Börja om med koden på den stora skärmen.
timeout-make-title = Vi hann inte med { $label }. Förlåt.
timeout-make-body = Fråga vid disken, eller börja om med koden på den stora skärmen.
refused-body = Din dryck har gått tillbaka till koden. Inget har gått förlorat.
start-again = Börja om

## Avbeställ

cancel-title = Avbeställa { $label ->
    [none] din beställning
   *[other] { $label }
}?
cancel-body = Du förlorar din plats i kön.
cancel-yes = Ja, avbeställ
cancel-no = Nej, behåll den

## Väg, och adresser som inte leder någonstans

journey-title = Vägen för { $label ->
    [none] en beställning
   *[other] { $label }
}
journey-empty = Inget har hänt än.
step-new-order = En kod togs emot: beställningen började.
step-drink-returned = Drycken gick tillbaka till sin kod.
step-workflow-started = Baren är öppen och har plats: dags att välja.
step-shop-unavailable = Baren kunde inte ta emot beställningen.
step-room-wanted = Beställningen frågade om plats.
step-room-taken = Det fanns plats för beställningen.
step-room-refused = Det fanns ingen plats för beställningen.
step-number-wanted = Beställningen bad om sitt nummer.
step-number-drawn = Numret drogs.
step-numbered = Beställningen nådde baristorna.
step-waiting = Beställningen väntar på en barista.
step-timed-out = Beställningen väntade för länge och gavs upp.
step-finished = Alla steg i beställningen är klara.
step-placed = En dryck valdes och beställdes.
step-changed = Drycken ändrades.
step-making = En barista gör den.
step-released = Den väntar på en barista igen.
step-ticket = En lapp begärdes.
step-printed = Lappen skrevs ut.
step-printed-cancelled = En lapp skrevs ut som säger att den är avbeställd.
step-unprinted = Ingen vet om lappen är utskriven.
step-ready = Den är klar.
step-ready-again = Den är klar igen.
step-cancelled = Beställningen avbeställdes.
step-collected = Den lämnades över. Låt dig väl smaka!
step-uncollected = Ingen har hämtat den ännu.
step-recalled = Den görs i ordning igen.
step-counter = Den beställdes i disken.
step-slip = En lapp med numret begärdes.
step-remade = Drycken görs om.
step-requeued = En barista tog tillbaka beställningen till kön.
step-notice = Baristorna såg att beställningen hade getts upp.
step-called = Den ropades upp igen.
step-to-top = Den flyttades först i kön.
step-moved-back = Den är tillbaka på sin plats i kön.
step-taken-over = En annan barista fortsätter.
step-cancelling = En barista håller på att avbeställa beställningen.
step-stopped = Personalen har stoppat beställningen.
step-kept = Den avbeställs inte i alla fall.
step-name-hidden = Namnet doldes.
step-named = Ett namn skrevs på muggen.
step-failed = Något i beställningen fick vänta på personalen.
step-redriven = Det som fick vänta är gjort.
step-discarded = Personalen har tagit hand om det.
gone-title = Den här länken leder ingenstans.
gone-body = Kanske är den från en annan dag. Börja med koden på den stora skärmen.
storage-title = Ett ögonblick.
storage-body = Vi kan inte ta emot beställningar just nu. Inget har gått förlorat. Försök igen om en minut eller säg till baristan.
wrong-title = Det gick inte.
wrong-body = Det var vårt fel, och inget har ändrats. Försök igen eller säg till baristan.
busy-title = Det gick lite fort.
busy-body = Vänta en minut och försök igen.
try-again = Försök igen

## Vad en dryck innehåller

allergen-gluten = gluten
allergen-crustaceans = kräftdjur
allergen-eggs = ägg
allergen-fish = fisk
allergen-peanuts = jordnötter
allergen-soybeans = soja
allergen-milk = mjölk
allergen-nuts = nötter
allergen-celery = selleri
allergen-mustard = senap
allergen-sesame = sesam
allergen-sulphites = sulfiter
allergen-lupin = lupin
allergen-molluscs = blötdjur

## Ord som de flesta menyer har

milk-named = { $key ->
    [whole] Standardmjölk
    [skimmed] Minimjölk
    [semi-skimmed] Mellanmjölk
    [oat] Havremjölk
    [soy] Sojamjölk
    [soya] Sojamjölk
    [almond] Mandelmjölk
    [coconut] Kokosmjölk
    [lactose-free] Laktosfri mjölk
   *[other] { $name }
}
word-milk = Mjölk
word-size = Storlek
word-strength = Styrka
word-beans = Bönor
word-shots = Shots
word-sugar = Socker
word-temperature = Temperatur
word-whole = Standard
word-skimmed = Mini
word-semi-skimmed = Mellan
word-oat = Havre
word-soy = Soja
word-soya = Soja
word-almond = Mandel
word-coconut = Kokos
word-lactose-free = Laktosfri
word-single = Enkel
word-double = Dubbel
word-triple = Trippel
word-decaf = Koffeinfri
word-regular = Vanlig
word-small = Liten
word-medium = Mellan
word-large = Stor
word-none = Utan
word-hot = Varm
word-iced = Kall
word-filter-coffee = Bryggkaffe
word-hot-chocolate = Varm choklad
word-tea = Te
