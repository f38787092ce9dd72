# Les pages des clients en français : courtes, simples, aimables.

language = Langue
reconnecting = Reconnexion…

## Début

start-title = Un café, rien que pour vous.
start-lead = C’est offert. Choisissez sur votre téléphone, retirez-le au comptoir.
wait-figure = { $minutes } min
wait-label = d’attente environ
wait-ahead = { $drinks ->
    [0] Personne avant vous
    [one] { $drinks } boisson avant vous
   *[other] { $drinks } boissons avant vous
}
code-label = Code sur le grand écran
code-help = Commencer prend une boisson sur ce code. Vous avez ensuite { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} pour choisir.
start-button = Commencer
allergic = Une allergie ? Dites-le au barista.
sponsors = Avec le soutien de { $names }.
have-order = { $label ->
    [none] Vous avez déjà commencé une commande.
   *[other] Vous avez déjà une commande : { $label }.
}
have-order-link = Voir ma commande

## Quand on ne prend pas de commandes

closed-title = Nous sommes fermés.
closed-body = Revenez quand un code s’affiche sur le grand écran.
closed-choosing = On ne peut plus rien commander, et rien n’a été commandé pour vous. À la prochaine.
paused-title = Nous faisons une petite pause.
paused-until = Reprise dans environ { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}. Restez sur cette page, elle vous le dira.
paused-body = Restez sur cette page, elle vous dira quand nous reprenons.
last-orders-title = Les dernières commandes sont prises.
last-orders-body = Nous préparons ce qui est commandé et ne prenons plus rien. À la prochaine.
full-title = Il y a du monde en ce moment.
full-body = Une place se libère dans environ { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}. Restez sur cette page, elle vous dira quand commencer.
used-up-title = Le prochain code arrive.
used-up-body = Il s’affiche sur le grand écran dans environ { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}. Restez sur cette page, elle vous dira quand commencer.
paused-because = { $because ->
    [machine] Nous nous occupons d’une machine.
   *[milk] Nous allons chercher du lait.
}

## Pourquoi ce n’est pas possible

refusal-no-such-code = Ce code n’est pas à l’écran. Relisez-le, s’il vous plaît.
refusal-code-over = Ce code n’est plus valable. Prenez celui qui est à l’écran maintenant.
refusal-code-used-up = Ce code est épuisé. Prenez celui qui est à l’écran maintenant.
refusal-code-begun = Vous avez déjà commencé deux fois avec ce code. Attendez le prochain à l’écran ou commandez au comptoir.
refusal-no-such-code-typed = { $code } n’est pas à l’écran. Relisez le code, s’il vous plaît.
refusal-code-over-typed = { $code } n’est plus valable. Prenez le code qui est à l’écran maintenant.
refusal-code-used-up-typed = { $code } est épuisé. Prenez le code qui est à l’écran maintenant.
refusal-code-begun-typed = Vous avez déjà commencé deux fois avec { $code }. Attendez le prochain code à l’écran ou commandez au comptoir.
refusal-open-order = Vous avez déjà une commande. Terminez-la ou annulez-la d’abord.
refusal-daily-limit = Vous avez eu toutes vos boissons pour aujourd’hui. À demain.
refusal-too-many = Cela fait beaucoup d’essais. Attendez une minute, puis réessayez.
refusal-sold-out = Il n’y en a plus. Choisissez autre chose, s’il vous plaît.
refusal-store-not-open = Nous avons fermé : on ne peut plus rien commander.
refusal-store-not-open-start = Nous ne prenions pas de commandes à ce moment-là. Veuillez réessayer.
refusal-booth-full = C’est complet pour l’instant. Réessayez dans une ou deux minutes.
refusal-changed-too-often = Vous avez souvent modifié cette commande. Un barista peut encore la modifier : demandez au comptoir.
refusal-no-such-drink = Ce n’est plus à la carte. Choisissez autre chose, s’il vous plaît.
refusal-no-such-option = Ce n’est plus à la carte. Choisissez autre chose, s’il vous plaît.
refusal-choice-open = Il reste un choix à faire. Choisissez, s’il vous plaît.
refusal-wrong-state = Ce n’est plus possible. Voici où en est votre commande.
refusal-bad-input = Cela ne convient pas. Vérifiez ce que vous avez saisi.
refusal-key-reused = Appuyez encore une fois sur le bouton, s’il vous plaît.
refusal-storage = Nous ne pouvons pas le noter pour l’instant. Réessayez dans une minute.
refusal-other = Cela n’a pas marché. Réessayez ou demandez au barista.

## Choisir

choose-title = Choisissez votre boisson
change-title = Changez votre boisson
time-left = Temps restant
paused-choosing = Le bar fait une pause. Votre temps pour choisir est suspendu.
drinks = Boissons
tap-a-drink = Touchez une boisson pour continuer.
name-label = Nom sur le gobelet (facultatif)
check-button = Vérifier
sold-out = épuisé
gone = { $what } : il n’y en a plus. Choisissez autre chose, s’il vous plaît.
pick = { $what } : il n’y en a plus. Choisissez autre chose, s’il vous plaît.
not-offered = { $what } : pas avec cette boisson. Choisissez autre chose, s’il vous plaît.
unanswered = { $what } : choisissez, s’il vous plaît.
nothing-left = Il n’y a plus rien. Demandez au barista.

## Vérifier

check-title = C’est bien ça ?
for-name = pour { $name }
contains = Contient
ask-barista = Demandez au barista
ask-short = Allergènes : demandez
none-named = Aucun allergène n’est indiqué. Demandez en cas de doute
caffeine = caféine
caffeine-mg = caféine (environ { $mg } mg)
place-button = Commander
save-button = Enregistrer le changement
change-something = Changer quelque chose
from-now = Dans environ { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
keep-drink = Laisser comme c’est
keeps-place = Vous gardez votre numéro et votre place.

## La vie de la commande

queued-line = { NUMBER($place, type: "ordinal") ->
    [one] { $place }er
   *[other] { $place }e
} dans la file, environ { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
queued-place = { NUMBER($place, type: "ordinal") ->
    [one] { $place }er
   *[other] { $place }e
} dans la file
queued-plain = C’est noté. Nous la préparons bientôt.
numberless-title = Votre commande est passée.
numberless-body = Son numéro n’est pas encore là. Demandez au comptoir, s’il vous plaît.
paused-queued = Le bar fait une pause. Votre commande garde sa place.
progress-placed = Reçue
progress-making = En cours
progress-ready = Prête
progress-enjoy = Savourez
progress = Avancement
leave-wifi = Vous pouvez quitter ce Wi-Fi maintenant.
watch = Guettez { $label } sur le grand écran.
change-drink = Changer la boisson
change-too-late = Nous l’avons déjà commencée : votre changement n’est pas enregistré. Demandez au comptoir.
cancel-link = Annuler ma commande
making-by = { $barista } la prépare.
making = Un barista la prépare.
remade = Nous refaisons votre boisson.
remade-queued = Nous allons refaire votre boisson.
requeued = Vous êtes de nouveau dans la file. Un barista a repris votre commande.
ready-title = C’est prêt !
ready-do = Venez la chercher au comptoir
called-again = Nous vous appelons à nouveau.
drink-with = { $drink }, { $milk }
drink-for = { $drink }, pour { $name }
collected-title = Bonne dégustation !
collected-body = { $label } est à vous.
receipt = Reçu
receipt-drink = Boisson
receipt-name = Nom
receipt-barista = Préparée par
receipt-wait = Prête après
minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
journey-link = Voir le parcours de votre commande
uncollected-title = { $label } était prête, et personne n’est venu.
uncollected-body = Demandez-la au comptoir. Elle y est peut-être encore.
uncollected-closed = Le stand a fermé. S’il y a encore quelqu’un au comptoir, demandez-lui. Sinon, à la prochaine.

## Comment elle s’est terminée

cancelled-title = { $label ->
    [none] Votre commande est annulée.
   *[other] { $label } est annulée.
}
cancelled-customer = Vous l’avez annulée. Pour une autre boisson, recommencez avec le code du grand écran.
cancelled-sold-out = Il manque un ingrédient. Recommencez et choisissez une autre boisson.
cancelled-machine = Une machine est en panne. Demandez au comptoir ce qui reste possible.
cancelled-duplicate = Nous avions deux fois la même commande. Si vous en vouliez deux, dites-le au comptoir.
cancelled-closing = Le stand a fermé. À la prochaine.
cancelled-other = Nous avons dû l’annuler. Demandez au comptoir, nous vous aiderons.
timeout-choose-title = Le temps pour choisir est écoulé.
timeout-choose-body = Votre boisson est rendue à quelqu’un d’autre. Recommencez avec le code du grand écran.
timeout-make-title = Nous n’avons pas pu faire { $label } à temps. Désolés.
timeout-make-body = Demandez au comptoir, ou recommencez avec le code du grand écran.
refused-body = Votre boisson est rendue au code. Rien n’est perdu.
start-again = Recommencer

## Annuler

cancel-title = Annuler { $label ->
    [none] votre commande
   *[other] { $label }
} ?
cancel-body = Vous perdez votre place dans la file.
cancel-yes = Oui, annuler
cancel-no = Non, la garder

## Parcours, et adresses sans suite

journey-title = Le parcours de { $label ->
    [none] votre commande
   *[other] { $label }
}
journey-empty = Il ne s’est encore rien passé.
step-new-order = Un code a été accepté : la commande a commencé.
step-drink-returned = La boisson est revenue à son code.
step-workflow-started = Le stand est ouvert et a de la place : à vous de choisir.
step-shop-unavailable = Le stand n’a pas pu prendre la commande.
step-room-wanted = La commande a demandé une place.
step-room-taken = Il y avait de la place pour la commande.
step-room-refused = Il n’y avait pas de place pour la commande.
step-number-wanted = La commande a demandé son numéro.
step-number-drawn = Le numéro a été tiré.
step-numbered = La commande est arrivée chez les baristas.
step-waiting = La commande attend un barista.
step-timed-out = La commande a attendu trop longtemps et a été abandonnée.
step-finished = Toutes les étapes de la commande sont faites.
step-placed = Une boisson a été choisie et commandée.
step-changed = La boisson a été changée.
step-making = Un barista la prépare.
step-released = Elle attend de nouveau un barista.
step-ticket = Un ticket a été demandé.
step-printed = Le ticket a été imprimé.
step-printed-cancelled = Un papier a été imprimé, qui dit qu’elle est annulée.
step-unprinted = Personne ne sait si le ticket est imprimé.
step-ready = Elle est prête.
step-ready-again = Elle est de nouveau prête.
step-cancelled = La commande a été annulée.
step-collected = Elle a été remise. Bonne dégustation !
step-uncollected = Personne n’est encore venu la chercher.
step-recalled = Elle est repartie en préparation.
step-counter = Elle a été commandée au comptoir.
step-slip = Un papier avec le numéro a été demandé.
step-remade = La boisson est refaite.
step-requeued = Un barista a remis la commande dans la file.
step-notice = Les baristas ont vu que la commande avait été abandonnée.
step-called = Elle a été rappelée.
step-to-top = Elle est passée en tête de file.
step-moved-back = Elle a repris sa place dans la file.
step-taken-over = Un autre barista prend la suite.
step-cancelling = Un barista est en train d’annuler la commande.
step-stopped = L’équipe a arrêté la commande.
step-kept = Finalement, elle n’est pas annulée.
step-name-hidden = Le nom a été masqué.
step-named = Un nom a été écrit sur le gobelet.
step-failed = Quelque chose a dû attendre l’équipe.
step-redriven = Ce qui attendait est fait.
step-discarded = L’équipe s’en est occupée.
gone-title = Ce lien ne mène nulle part.
gone-body = Il date peut-être d’un autre jour. Commencez avec le code du grand écran.
storage-title = Un instant, s’il vous plaît.
storage-body = Nous ne pouvons pas prendre de commandes pour l’instant. Rien n’est perdu. Réessayez dans une minute, ou dites-le au barista.
wrong-title = Cela n’a pas marché.
wrong-body = C’est de notre faute, et rien n’a changé. Réessayez, ou dites-le au barista.
busy-title = C’était un peu rapide.
busy-body = Attendez une minute, puis réessayez.
try-again = Réessayer

## Ce que contient une boisson

allergen-gluten = gluten
allergen-crustaceans = crustacés
allergen-eggs = œufs
allergen-fish = poisson
allergen-peanuts = arachides
allergen-soybeans = soja
allergen-milk = lait
allergen-nuts = fruits à coque
allergen-celery = céleri
allergen-mustard = moutarde
allergen-sesame = sésame
allergen-sulphites = sulfites
allergen-lupin = lupin
allergen-molluscs = mollusques

## Mots de la plupart des cartes

milk-named = { $key ->
    [whole] Lait entier
    [skimmed] Lait écrémé
    [semi-skimmed] Lait demi-écrémé
    [oat] Lait d’avoine
    [soy] Lait de soja
    [soya] Lait de soja
    [almond] Lait d’amande
    [coconut] Lait de coco
    [lactose-free] Lait sans lactose
   *[other] { $name }
}
word-milk = Lait
word-size = Taille
word-strength = Intensité
word-beans = Grains
word-shots = Doses
word-sugar = Sucre
word-temperature = Température
word-whole = Entier
word-skimmed = Écrémé
word-semi-skimmed = Demi-écrémé
word-oat = Avoine
word-soy = Soja
word-soya = Soja
word-almond = Amande
word-coconut = Coco
word-lactose-free = Sans lactose
word-single = Simple
word-double = Double
word-triple = Triple
word-decaf = Déca
word-regular = Normal
word-small = Petit
word-medium = Moyen
word-large = Grand
word-none = Sans
word-hot = Chaud
word-iced = Glacé
word-filter-coffee = Café filtre
word-hot-chocolate = Chocolat chaud
word-tea = Thé
