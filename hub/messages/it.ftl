# Le pagine dei clienti in italiano: brevi, semplici, cordiali, con il tu.

language = Lingua
reconnecting = Riconnessione…

## Inizio

start-title = Un caffè, fatto per te.
start-lead = Offriamo noi. Scegli sul telefono, ritiralo al banco.
wait-figure = { $minutes } min
wait-label = di attesa circa
wait-ahead = { $drinks ->
    [0] Nessuno prima di te
    [one] 1 bevanda prima di te
   *[other] { $drinks } bevande prima di te
}
code-label = Codice sul grande schermo
code-help = Iniziando prendi una bevanda da questo codice. Poi hai { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minuti
} per scegliere.
start-button = Inizia
allergic = Hai un’allergia? Dillo al barista.
sponsors = Con il sostegno di { $names }.
have-order = { $label ->
    [none] Hai già iniziato un ordine.
   *[other] Hai già un ordine: { $label }.
}
have-order-link = Vai al mio ordine

## Quando non si prendono ordini

closed-title = Siamo chiusi.
closed-body = Torna quando c’è un codice sul grande schermo.
closed-choosing = Non si può più ordinare, e per te non è stato ordinato nulla. Alla prossima.
paused-title = Facciamo una breve pausa.
paused-until = Riprendiamo tra circa { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minuti
}. Resta su questa pagina: te lo dirà.
paused-body = Resta su questa pagina: ti dirà quando riprendiamo.
last-orders-title = Gli ultimi ordini sono chiusi.
last-orders-body = Prepariamo quello che è stato ordinato e non prendiamo altro. Alla prossima.
full-title = Adesso c’è molta gente.
full-body = Tra circa { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minuti
} si libera un posto. Resta su questa pagina: ti dirà quando puoi iniziare.
used-up-title = Il prossimo codice sta arrivando.
used-up-body = Compare sul grande schermo tra circa { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minuti
}. Resta su questa pagina: ti dirà quando puoi iniziare.
paused-because = { $because ->
    [machine] Stiamo sistemando una macchina.
   *[milk] Stiamo prendendo altro latte.
}

## Perché non è stato fatto

refusal-no-such-code = Questo codice non è sullo schermo. Rileggilo, per favore.
refusal-code-over = Questo codice è scaduto. Prendi quello che c’è ora sullo schermo.
refusal-code-used-up = Questo codice è esaurito. Prendi quello che c’è ora sullo schermo.
refusal-code-begun = Hai già iniziato due volte con questo codice. Aspetta il prossimo sullo schermo o ordina al banco.
refusal-no-such-code-typed = { $code } non è sullo schermo. Rileggi il codice, per favore.
refusal-code-over-typed = { $code } è scaduto. Prendi il codice che c’è ora sullo schermo.
refusal-code-used-up-typed = { $code } è esaurito. Prendi il codice che c’è ora sullo schermo.
refusal-code-begun-typed = Hai già iniziato due volte con { $code }. Aspetta il prossimo codice sullo schermo o ordina al banco.
refusal-open-order = Hai già un ordine. Prima concludilo o annullalo.
refusal-daily-limit = Per oggi hai avuto tutte le tue bevande. A domani.
refusal-too-many = Sono stati molti tentativi. Aspetta un minuto e riprova.
refusal-sold-out = È appena finito. Scegli di nuovo, per favore.
refusal-store-not-open = Abbiamo chiuso, quindi non si può più ordinare.
refusal-store-not-open-start = In quel momento non accettavamo ordini. Riprova.
refusal-booth-full = Al momento è tutto pieno. Riprova fra un minuto o due.
refusal-changed-too-often = Hai cambiato questo ordine molte volte. Il barista può ancora cambiarlo: chiedi al banco.
refusal-no-such-drink = Non è più nel menu. Scegli di nuovo, per favore.
refusal-no-such-option = Non è più nel menu. Scegli di nuovo, per favore.
refusal-choice-open = Resta qualcosa da scegliere. Scegli, per favore.
refusal-wrong-state = Non è più possibile. Ecco a che punto è il tuo ordine.
refusal-bad-input = Così non va bene. Controlla quello che hai scritto.
refusal-key-reused = Premi ancora una volta il pulsante, per favore.
refusal-storage = Ora non riusciamo a prenderne nota. Riprova tra un minuto.
refusal-other = Non ha funzionato. Riprova o chiedi al barista.

## Scegli

choose-title = Scegli la tua bevanda
change-title = Cambia la tua bevanda
time-left = Tempo rimasto
paused-choosing = Il bar è in pausa. Il tuo tempo per scegliere è fermo.
drinks = Bevande
tap-a-drink = Tocca una bevanda per continuare.
name-label = Nome sul bicchiere (facoltativo)
check-button = Controlla
sold-out = finito
gone = { $what }: appena finito. Scegli di nuovo, per favore.
pick = { $what }: finito. Scegli altro, per favore.
not-offered = { $what }: non c’è con questa bevanda. Scegli di nuovo, per favore.
unanswered = { $what }: scegli, per favore.
nothing-left = È finito tutto. Chiedi al barista.

## Controlla

check-title = Va bene così?
for-name = per { $name }
contains = Contiene
ask-barista = Chiedi al barista
ask-short = Allergeni: chiedi
none-named = Nessun allergene indicato. Nel dubbio, chiedi
caffeine = caffeina
caffeine-mg = caffeina (circa { $mg } mg)
place-button = Ordina
save-button = Salva la modifica
change-something = Cambia qualcosa
from-now = Tra circa { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minuti
}
keep-drink = Lascia così
keeps-place = Mantieni il numero e il posto in fila.

## La vita dell’ordine

queued-line = { $place }º in fila, circa { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minuti
}
queued-place = { $place }º in fila
queued-plain = Ordinato. Lo prepariamo presto.
numberless-title = Il tuo ordine è fatto.
numberless-body = Il suo numero deve ancora arrivare. Chiedi al banco, per favore.
paused-queued = Il bar è in pausa. Il tuo ordine mantiene il suo posto.
progress-placed = Ordinato
progress-making = In arrivo
progress-ready = Pronto
progress-enjoy = Gustalo
progress = Avanzamento
leave-wifi = Ora puoi lasciare questo Wi-Fi.
watch = Aspetta { $label } sul grande schermo.
change-drink = Cambia la bevanda
change-too-late = L’abbiamo già iniziato, quindi la tua modifica non è stata salvata. Chiedi al banco.
cancel-link = Annulla il mio ordine
making-by = { $barista } lo sta preparando.
making = Il barista lo sta preparando.
remade = Stiamo rifacendo la tua bevanda.
remade-queued = Rifaremo la tua bevanda.
requeued = Sei di nuovo in fila. Un barista ha ripreso il tuo ordine.
ready-title = Pronto!
ready-do = Ritiralo al banco
called-again = Ti chiamiamo di nuovo.
drink-with = { $drink } con { $milk }
drink-for = { $drink }, per { $name }
collected-title = Buona bevuta!
collected-body = { $label } è tuo.
receipt = Ricevuta
receipt-drink = Bevanda
receipt-name = Nome
receipt-barista = Fatto da
receipt-wait = Pronto dopo
minutes = { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minuti
}
journey-link = Guarda il percorso del tuo ordine
uncollected-title = { $label } era pronto e non è venuto nessuno.
uncollected-body = Chiedilo al banco. Forse c’è ancora.
uncollected-closed = Il banco ha chiuso. Se c’è ancora qualcuno, chiedi lì. Altrimenti alla prossima.

## Come è finito

cancelled-title = { $label ->
    [none] Il tuo ordine è annullato.
   *[other] { $label } è annullato.
}
cancelled-customer = Lo hai annullato tu. Per un’altra bevanda ricomincia con il codice sul grande schermo.
cancelled-sold-out = Manca un ingrediente. Ricomincia e scegli un’altra bevanda.
cancelled-machine = Una macchina si è guastata. Chiedi al banco che cosa possiamo ancora fare.
cancelled-duplicate = Avevamo due volte lo stesso ordine. Se ne volevi due, dillo al banco.
cancelled-closing = Il banco ha chiuso. Alla prossima.
cancelled-other = Abbiamo dovuto annullarlo. Chiedi al banco e ti aiutiamo.
timeout-choose-title = Il tempo per scegliere è finito.
timeout-choose-body = La tua bevanda è di nuovo libera. Ricomincia con il codice sul grande schermo.
timeout-make-title = Non abbiamo fatto in tempo con { $label }. Ci dispiace.
timeout-make-body = Chiedi al banco o ricomincia con il codice sul grande schermo.
refused-body = La tua bevanda è tornata al codice. Niente è perso.
start-again = Ricomincia

## Annulla

cancel-title = Annullare { $label ->
    [none] il tuo ordine
   *[other] { $label }
}?
cancel-body = Perdi il tuo posto in fila.
cancel-yes = Sì, annulla
cancel-no = No, lo tengo

## Percorso, e indirizzi che non portano a niente

journey-title = Il percorso di { $label ->
    [none] un ordine
   *[other] { $label }
}
journey-empty = Non è ancora successo niente.
step-new-order = Un codice è stato accettato: l’ordine è iniziato.
step-drink-returned = La bevanda è tornata al suo codice.
step-workflow-started = Il banco è aperto e ha posto: è ora di scegliere.
step-shop-unavailable = Il banco non ha potuto prendere l’ordine.
step-room-wanted = L’ordine ha chiesto se c’era posto.
step-room-taken = C’era posto per l’ordine.
step-room-refused = Non c’era posto per l’ordine.
step-number-wanted = L’ordine ha chiesto il suo numero.
step-number-drawn = Il numero è stato assegnato.
step-numbered = L’ordine è arrivato ai baristi.
step-waiting = L’ordine aspetta un barista.
step-timed-out = L’ordine ha aspettato troppo ed è stato abbandonato.
step-finished = Tutti i passi dell’ordine sono fatti.
step-placed = Una bevanda è stata scelta e ordinata.
step-changed = La bevanda è stata cambiata.
step-making = Un barista la prepara.
step-released = Aspetta di nuovo un barista.
step-ticket = È stato chiesto uno scontrino.
step-printed = Lo scontrino è stato stampato.
step-printed-cancelled = È stato stampato un foglietto che dice che è annullato.
step-unprinted = Nessuno sa se lo scontrino è stampato.
step-ready = È pronta.
step-ready-again = È di nuovo pronta.
step-cancelled = L’ordine è stato annullato.
step-collected = È stata consegnata. Buona bevuta!
step-uncollected = Nessuno è ancora venuto a prenderla.
step-recalled = È tornata in preparazione.
step-counter = È stata ordinata al banco.
step-slip = È stato chiesto un foglietto con il numero.
step-remade = La bevanda viene rifatta.
step-requeued = Un barista ha rimesso l’ordine in fila.
step-notice = I baristi hanno visto che l’ordine era stato abbandonato.
step-called = È stata chiamata di nuovo.
step-to-top = È passata in cima alla fila.
step-moved-back = È tornata al suo posto nella fila.
step-taken-over = Continua un altro barista.
step-cancelling = Un barista sta annullando l’ordine.
step-stopped = Lo staff ha fermato l’ordine.
step-kept = Alla fine non viene annullato.
step-name-hidden = Il nome è stato nascosto.
step-named = Un nome è stato scritto sul bicchiere.
step-failed = Qualcosa ha dovuto aspettare lo staff.
step-redriven = Ciò che aspettava è fatto.
step-discarded = Lo staff se n’è occupato.
gone-title = Questo link non porta da nessuna parte.
gone-body = Forse è di un altro giorno. Inizia con il codice sul grande schermo.
storage-title = Un momento, per favore.
storage-body = Ora non riusciamo a prendere ordini. Niente è perso. Riprova tra un minuto o dillo al barista.
wrong-title = Non ha funzionato.
wrong-body = È colpa nostra e non è cambiato niente. Riprova o dillo al barista.
busy-title = Un po’ troppo in fretta.
busy-body = Aspetta un minuto e riprova.
try-again = Riprova

## Che cosa contiene una bevanda

allergen-gluten = glutine
allergen-crustaceans = crostacei
allergen-eggs = uova
allergen-fish = pesce
allergen-peanuts = arachidi
allergen-soybeans = soia
allergen-milk = latte
allergen-nuts = frutta a guscio
allergen-celery = sedano
allergen-mustard = senape
allergen-sesame = sesamo
allergen-sulphites = solfiti
allergen-lupin = lupini
allergen-molluscs = molluschi

## Parole che quasi ogni menu ha

milk-named = { $key ->
    [whole] Latte intero
    [skimmed] Latte scremato
    [semi-skimmed] Latte parzialmente scremato
    [oat] Latte d’avena
    [soy] Latte di soia
    [soya] Latte di soia
    [almond] Latte di mandorla
    [coconut] Latte di cocco
    [lactose-free] Latte senza lattosio
   *[other] { $name }
}
word-milk = Latte
word-size = Misura
word-strength = Intensità
word-beans = Chicchi
word-shots = Dosi
word-sugar = Zucchero
word-temperature = Temperatura
word-whole = Intero
word-skimmed = Scremato
word-semi-skimmed = Parz. scremato
word-oat = Avena
word-soy = Soia
word-soya = Soia
word-almond = Mandorla
word-coconut = Cocco
word-lactose-free = Senza lattosio
word-single = Singolo
word-double = Doppio
word-triple = Triplo
word-decaf = Decaffeinato
word-regular = Normale
word-small = Piccolo
word-medium = Medio
word-large = Grande
word-none = Senza
word-hot = Caldo
word-iced = Freddo
word-filter-coffee = Caffè filtro
word-hot-chocolate = Cioccolata calda
word-tea = Tè
