# Die Seiten der Gäste auf Deutsch: kurz, schlicht, freundlich, per Du.

language = Sprache
reconnecting = Verbindung wird gesucht …

## Start

start-title = Ein Kaffee, für dich gemacht.
start-lead = Er geht aufs Haus. Wähle am Handy, hol ihn an der Theke ab.
wait-figure = { $minutes } min
wait-label = ungefähre Wartezeit
wait-ahead = { $drinks ->
    [0] Niemand ist vor dir dran
    [one] 1 Getränk vor dir
   *[other] { $drinks } Getränke vor dir
}
code-label = Code auf dem großen Bildschirm
code-help = Mit Start nimmst du ein Getränk von diesem Code. Dann hast du { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
} zum Wählen.
start-button = Start
allergic = Allergisch gegen etwas? Sag es der Barista.
sponsors = Mit freundlicher Unterstützung von { $names }.
have-order = { $label ->
    [none] Du hast schon eine Bestellung begonnen.
   *[other] Du hast schon eine Bestellung: { $label }.
}
have-order-link = Zu meiner Bestellung

## Wenn nichts angenommen wird

closed-title = Wir haben geschlossen.
closed-body = Komm wieder, wenn auf dem großen Bildschirm ein Code steht.
closed-choosing = Es kann nichts mehr bestellt werden, und für dich ist nichts bestellt. Bis zum nächsten Mal.
paused-title = Wir machen eine kurze Pause.
paused-until = In etwa { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
} geht es weiter. Bleib auf dieser Seite, sie zeigt es dir.
paused-body = Bleib auf dieser Seite, sie zeigt dir, wenn es weitergeht.
last-orders-title = Die letzten Bestellungen sind aufgenommen.
last-orders-body = Wir machen fertig, was bestellt ist, und nehmen nichts Neues an. Bis zum nächsten Mal.
full-title = Gerade ist viel los.
full-body = In etwa { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
} wird ein Platz frei. Bleib auf dieser Seite, sie zeigt dir, wenn du anfangen kannst.
used-up-title = Der nächste Code kommt gleich.
used-up-body = In etwa { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
} steht er auf dem großen Bildschirm. Bleib auf dieser Seite, sie zeigt dir, wenn du anfangen kannst.
paused-because = { $because ->
    [machine] Wir kümmern uns um eine Maschine.
   *[milk] Wir holen neue Milch.
}

## Warum etwas nicht ging

refusal-no-such-code = Dieser Code steht nicht auf dem Bildschirm. Lies ihn bitte noch einmal.
refusal-code-over = Dieser Code ist abgelaufen. Nimm den, der jetzt auf dem Bildschirm steht.
refusal-code-used-up = Dieser Code ist aufgebraucht. Nimm den, der jetzt auf dem Bildschirm steht.
refusal-code-begun = Mit diesem Code hast du schon zweimal angefangen. Warte auf den nächsten auf dem Bildschirm oder bestell an der Theke.
refusal-no-such-code-typed = { $code } steht nicht auf dem Bildschirm. Lies den Code bitte noch einmal.
refusal-code-over-typed = { $code } ist abgelaufen. Nimm den Code, der jetzt auf dem Bildschirm steht.
refusal-code-used-up-typed = { $code } ist aufgebraucht. Nimm den Code, der jetzt auf dem Bildschirm steht.
refusal-code-begun-typed = Mit { $code } hast du schon zweimal angefangen. Warte auf den nächsten Code auf dem Bildschirm oder bestell an der Theke.
refusal-open-order = Du hast schon eine Bestellung. Schließ die erst ab oder storniere sie.
refusal-daily-limit = Du hattest heute schon alle deine Getränke. Bis morgen.
refusal-too-many = Das waren viele Versuche. Warte eine Minute, dann versuch es noch einmal.
refusal-sold-out = Das ist gerade ausgegangen. Bitte wähle noch einmal.
refusal-store-not-open = Wir haben geschlossen, deshalb kann nichts mehr bestellt werden.
refusal-store-not-open-start = Gerade haben wir keine Bestellungen angenommen. Versuch es noch einmal.
refusal-booth-full = Gerade ist alles voll. Versuch es in ein, zwei Minuten noch einmal.
refusal-changed-too-often = Du hast diese Bestellung schon oft geändert. An der Theke kann sie noch geändert werden: Frag dort nach.
refusal-no-such-drink = Das steht nicht mehr auf der Karte. Bitte wähle noch einmal.
refusal-no-such-option = Das steht nicht mehr auf der Karte. Bitte wähle noch einmal.
refusal-choice-open = Es ist noch etwas offen. Bitte wähle.
refusal-wrong-state = Das geht jetzt nicht mehr. So steht es um deine Bestellung.
refusal-bad-input = Das passt nicht. Bitte prüf, was du eingegeben hast.
refusal-key-reused = Bitte drück noch einmal auf den Knopf.
refusal-storage = Wir können das gerade nicht aufschreiben. Bitte versuch es in einer Minute noch einmal.
refusal-other = Das hat nicht geklappt. Versuch es noch einmal oder frag an der Theke.

## Wählen

choose-title = Wähle dein Getränk
change-title = Ändere dein Getränk
time-left = Restzeit
paused-choosing = Die Bar macht Pause. Deine Zeit zum Wählen steht still.
drinks = Getränke
tap-a-drink = Tippe auf ein Getränk.
name-label = Name auf dem Becher (kann leer bleiben)
check-button = Prüfen
sold-out = aus
gone = { $what } ist gerade ausgegangen. Bitte wähle noch einmal.
pick = { $what } ist ausgegangen. Bitte wähle etwas anderes.
not-offered = { $what } gibt es zu diesem Getränk nicht. Bitte wähle noch einmal.
unanswered = { $what }: bitte wählen.
nothing-left = Alles ist ausgegangen. Bitte frag an der Theke.

## Prüfen

check-title = Stimmt das so?
for-name = für { $name }
contains = Enthält
ask-barista = Bitte frag an der Theke
ask-short = Allergene: bitte fragen
none-named = Kein Allergen angegeben. Frag, wenn du unsicher bist
caffeine = Koffein
caffeine-mg = Koffein (etwa { $mg } mg)
place-button = Bestellen
save-button = Änderung speichern
change-something = Etwas ändern
from-now = In etwa { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
} fertig
keep-drink = So lassen
keeps-place = Nummer und Platz in der Reihe bleiben dir.

## Das Leben der Bestellung

queued-line = Platz { $place } in der Reihe, noch etwa { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
}
queued-place = Platz { $place } in der Reihe
queued-plain = Bestellt. Wir machen es bald.
numberless-title = Deine Bestellung ist aufgegeben.
numberless-body = Ihre Nummer kommt noch. Bitte frag an der Theke.
paused-queued = Die Bar macht Pause. Deine Bestellung behält ihren Platz.
progress-placed = Bestellt
progress-making = In Arbeit
progress-ready = Fertig
progress-enjoy = Genießen
progress = Fortschritt
leave-wifi = Du kannst dieses WLAN jetzt verlassen.
watch = Achte auf { $label } auf dem großen Bildschirm.
change-drink = Getränk ändern
change-too-late = Wir haben schon damit angefangen, deshalb ist deine Änderung nicht gespeichert. Frag an der Theke.
cancel-link = Bestellung stornieren
making-by = { $barista } macht es gerade.
making = Es wird gerade gemacht.
remade = Dein Getränk wird noch einmal gemacht.
remade-queued = Wir machen dein Getränk gleich noch einmal.
requeued = Du bist wieder in der Reihe. Jemand an der Bar hat deine Bestellung zurückgeholt.
ready-title = Fertig!
ready-do = Hol es an der Theke ab
called-again = Wir rufen dich noch einmal.
drink-with = { $drink } mit { $milk }
drink-for = { $drink }, für { $name }
collected-title = Lass es dir schmecken!
collected-body = { $label } gehört dir.
receipt = Beleg
receipt-drink = Getränk
receipt-name = Name
receipt-barista = Gemacht von
receipt-wait = Fertig nach
minutes = { $minutes ->
    [one] 1 Minute
   *[other] { $minutes } Minuten
}
journey-link = Den Weg deiner Bestellung ansehen
uncollected-title = { $label } war fertig, und niemand kam.
uncollected-body = Frag an der Theke danach. Vielleicht steht es noch da.
uncollected-closed = Der Stand hat geschlossen. Ist noch jemand an der Theke, frag dort. Sonst bis zum nächsten Mal.

## Wie sie endete

cancelled-title = { $label ->
    [none] Deine Bestellung ist storniert.
   *[other] { $label } ist storniert.
}
cancelled-customer = Du hast sie storniert. Für ein anderes Getränk fang mit dem Code auf dem großen Bildschirm neu an.
cancelled-sold-out = Etwas dafür ist ausgegangen. Fang neu an und wähle ein anderes Getränk.
cancelled-machine = Eine Maschine ist ausgefallen. Frag an der Theke, was noch geht.
cancelled-duplicate = Wir hatten dieselbe Bestellung zweimal. Wolltest du zwei, sag es an der Theke.
cancelled-closing = Der Stand hat geschlossen. Bis zum nächsten Mal.
cancelled-other = Wir mussten sie stornieren. Frag an der Theke, wir helfen dir.
timeout-choose-title = Deine Zeit zum Wählen ist um.
timeout-choose-body = Dein Getränk ist wieder für andere da. Fang mit dem Code auf dem großen Bildschirm neu an.
timeout-make-title = Wir haben { $label } nicht rechtzeitig geschafft. Entschuldige.
timeout-make-body = Frag an der Theke oder fang mit dem Code auf dem großen Bildschirm neu an.
refused-body = Dein Getränk ist wieder beim Code. Nichts ist verloren.
start-again = Neu anfangen

## Stornieren

cancel-title = { $label ->
    [none] Deine Bestellung
   *[other] { $label }
} stornieren?
cancel-body = Du gibst deinen Platz in der Reihe auf.
cancel-yes = Ja, stornieren
cancel-no = Nein, behalten

## Weg, und Adressen ohne Ziel

journey-title = Der Weg von { $label ->
    [none] einer Bestellung
   *[other] { $label }
}
journey-empty = Noch ist nichts geschehen.
step-new-order = Ein Code wurde angenommen: Die Bestellung begann.
step-drink-returned = Das Getränk ging an seinen Code zurück.
step-workflow-started = Der Stand ist offen und hat Platz: Zeit zum Aussuchen.
step-shop-unavailable = Der Stand konnte die Bestellung nicht annehmen.
step-room-wanted = Die Bestellung fragte nach Platz.
step-room-taken = Für die Bestellung war Platz.
step-room-refused = Für die Bestellung war kein Platz.
step-number-wanted = Die Bestellung bat um ihre Nummer.
step-number-drawn = Die Nummer wurde gezogen.
step-numbered = Die Bestellung ging an die Baristas.
step-waiting = Die Bestellung wartet auf einen Barista.
step-timed-out = Die Bestellung hat zu lange gewartet und wurde aufgegeben.
step-finished = Alle Schritte der Bestellung sind getan.
step-placed = Ein Getränk wurde ausgesucht und bestellt.
step-changed = Das Getränk wurde geändert.
step-making = Ein Barista macht es.
step-released = Es wartet wieder auf einen Barista.
step-ticket = Ein Zettel wurde angefordert.
step-printed = Der Zettel wurde gedruckt.
step-printed-cancelled = Ein Zettel wurde gedruckt, auf dem steht, dass sie storniert ist.
step-unprinted = Niemand weiß, ob der Zettel gedruckt ist.
step-ready = Es ist fertig.
step-ready-again = Es ist wieder fertig.
step-cancelled = Die Bestellung wurde storniert.
step-collected = Es wurde übergeben. Lass es dir schmecken!
step-uncollected = Noch hat es niemand abgeholt.
step-recalled = Es wird noch einmal bearbeitet.
step-counter = Es wurde an der Theke bestellt.
step-slip = Ein Abholzettel wurde angefordert.
step-remade = Das Getränk wird neu gemacht.
step-requeued = Die Bestellung wurde in die Reihe zurückgeholt.
step-notice = An der Bar wurde bemerkt, dass die Bestellung aufgegeben war.
step-called = Es wurde noch einmal aufgerufen.
step-to-top = Es wurde an den Anfang der Schlange gestellt.
step-moved-back = Es ist wieder an seinem Platz in der Schlange.
step-taken-over = Ein anderer Barista macht weiter.
step-cancelling = Ein Barista storniert die Bestellung.
step-stopped = Die Crew hat die Bestellung gestoppt.
step-kept = Sie wird doch nicht storniert.
step-name-hidden = Der Name wurde verborgen.
step-named = Ein Name wurde auf den Becher geschrieben.
step-failed = Etwas an der Bestellung musste auf die Crew warten.
step-redriven = Was warten musste, ist getan.
step-discarded = Die Crew hat sich darum gekümmert.
gone-title = Dieser Link führt nirgendwohin.
gone-body = Vielleicht ist er von einem anderen Tag. Fang mit dem Code auf dem großen Bildschirm an.
storage-title = Einen Moment, bitte.
storage-body = Wir können gerade keine Bestellungen aufnehmen. Nichts ist verloren. Versuch es in einer Minute noch einmal oder sag es an der Theke.
wrong-title = Das hat nicht geklappt.
wrong-body = Es lag an uns, und nichts wurde geändert. Versuch es noch einmal oder sag es an der Theke.
busy-title = Das ging etwas schnell.
busy-body = Warte eine Minute, dann versuch es noch einmal.
try-again = Noch einmal versuchen

## Was ein Getränk enthält

allergen-gluten = Gluten
allergen-crustaceans = Krebstiere
allergen-eggs = Eier
allergen-fish = Fisch
allergen-peanuts = Erdnüsse
allergen-soybeans = Soja
allergen-milk = Milch
allergen-nuts = Schalenfrüchte
allergen-celery = Sellerie
allergen-mustard = Senf
allergen-sesame = Sesam
allergen-sulphites = Sulfite
allergen-lupin = Lupinen
allergen-molluscs = Weichtiere

## Wörter, die auf den meisten Karten stehen

milk-named = { $key ->
    [whole] Vollmilch
    [skimmed] Magermilch
    [semi-skimmed] Fettarme Milch
    [oat] Hafermilch
    [soy] Sojamilch
    [soya] Sojamilch
    [almond] Mandelmilch
    [coconut] Kokosmilch
    [lactose-free] Laktosefreie Milch
   *[other] { $name }
}
word-milk = Milch
word-size = Größe
word-strength = Stärke
word-beans = Bohnen
word-shots = Shots
word-sugar = Zucker
word-temperature = Temperatur
word-whole = Vollmilch
word-skimmed = Magermilch
word-semi-skimmed = Fettarm
word-oat = Hafer
word-soy = Soja
word-soya = Soja
word-almond = Mandel
word-coconut = Kokos
word-lactose-free = Laktosefrei
word-single = Einfach
word-double = Doppelt
word-triple = Dreifach
word-decaf = Koffeinfrei
word-regular = Normal
word-small = Klein
word-medium = Mittel
word-large = Groß
word-none = Ohne
word-hot = Heiß
word-iced = Kalt
word-filter-coffee = Filterkaffee
word-hot-chocolate = Heiße Schokolade
word-tea = Tee
