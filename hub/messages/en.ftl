# The customer's pages in English: short, plain, friendly, second person.
# `$label` is an order's number as people call it (B42), or "none" while it has none.

language = Language
reconnecting = Reconnecting…

## Start

start-title = A coffee, made for you.
start-lead = It’s on the house. Choose on your phone, pick it up at the counter.
wait-figure = { $minutes } min
wait-label = expected wait
wait-ahead = { $drinks ->
    [0] Nobody is ahead of you
    [one] 1 drink ahead of you
   *[other] { $drinks } drinks ahead of you
}
code-label = Code on the big screen
code-help = Starting takes one drink from this code. You then have { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} to choose.
start-button = Start
allergic = Allergic to something? Tell the barista.
sponsors = With the kind support of { $names }.
have-order = { $label ->
    [none] You have already started an order.
   *[other] You already have an order: { $label }.
}
have-order-link = Go to my order

## When the booth takes no orders

closed-title = We are closed.
closed-body = Come back when a code is on the big screen.
closed-choosing = Nothing more can be ordered, and nothing was ordered for you. See you next time.
paused-title = We are taking a short break.
paused-until = Back in about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}. Stay on this page; it shows when we go on.
paused-body = Stay on this page; it shows when we go on.
last-orders-title = Last orders have been called.
last-orders-body = We are making what was ordered, and take nothing new. See you next time.
full-title = We are busy right now.
full-body = A place is free in about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}. Stay on this page; it shows when you can start.
used-up-title = The next code is on its way.
used-up-body = It comes up on the big screen in about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}. Stay on this page; it shows when you can start.
paused-because = { $because ->
    [machine] We are looking after a machine.
   *[milk] We are fetching more milk.
}

## Why something was not done

refusal-no-such-code = That code is not on the screen. Please read it again.
refusal-code-over = That code is over. Take the one on the screen now.
refusal-code-used-up = That code has run out. Take the one on the screen now.
refusal-code-begun = You have already started twice with that code. Wait for the next one on the screen, or order at the counter.
refusal-no-such-code-typed = { $code } is not on the screen. Please read the code again.
refusal-code-over-typed = { $code } is over. Take the code on the screen now.
refusal-code-used-up-typed = { $code } has run out. Take the code on the screen now.
refusal-code-begun-typed = You have already started twice with { $code }. Wait for the next code on the screen, or order at the counter.
refusal-open-order = You already have an order. Finish or cancel that one first.
refusal-daily-limit = You have had all your drinks for today. See you tomorrow.
refusal-too-many = Those were many tries. Wait a minute, then try again.
refusal-sold-out = That has just sold out. Please choose again.
refusal-store-not-open = We have closed, so nothing more can be ordered.
refusal-store-not-open-start = We were not taking orders just then. Please try again.
refusal-booth-full = The booth is full just now. Try again in a minute or two.
refusal-changed-too-often = You have changed this order often. A barista can still change it: please ask at the counter.
refusal-no-such-drink = That is no longer on the menu. Please choose again.
refusal-no-such-option = That is no longer on the menu. Please choose again.
refusal-choice-open = Something is left to choose. Please choose.
refusal-wrong-state = That is no longer possible. This is how your order stands.
refusal-bad-input = That does not fit. Please check what you typed.
refusal-key-reused = Please press the button once more.
refusal-storage = We cannot take that down at the moment. Please try again in a minute.
refusal-other = That did not work. Please try again, or ask the barista.

## Choose

choose-title = Choose your drink
change-title = Change your drink
time-left = Time left
paused-choosing = The bar is paused. Your time to choose stands still.
drinks = Drinks
tap-a-drink = Tap a drink to go on.
name-label = Name for the cup (may stay empty)
check-button = Check
sold-out = sold out
gone = { $what } has just sold out. Please choose again.
pick = { $what } has sold out. Please choose another.
not-offered = { $what } does not go with this drink. Please choose again.
unanswered = { $what }: please choose.
nothing-left = Everything has sold out. Please ask the barista.

## Check

check-title = Is this right?
for-name = for { $name }
contains = Contains
ask-barista = Please ask the barista
ask-short = Allergens: please ask
none-named = No allergen is named. Ask if unsure
caffeine = caffeine
caffeine-mg = caffeine (about { $mg } mg)
place-button = Place order
save-button = Save the change
change-something = Change something
from-now = About { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
} from now
keep-drink = Keep it as it is
keeps-place = You keep your number and your place in line.

## The order's life

queued-line = { NUMBER($place, type: "ordinal") ->
    [one] { $place }st
    [two] { $place }nd
    [few] { $place }rd
   *[other] { $place }th
} in line, about { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
queued-place = { NUMBER($place, type: "ordinal") ->
    [one] { $place }st
    [two] { $place }nd
    [few] { $place }rd
   *[other] { $place }th
} in line
queued-plain = Placed. We make it soon.
numberless-title = Your order is placed.
numberless-body = Its number is still coming. Please ask at the counter.
paused-queued = The bar is paused. Your order keeps its place.
progress-placed = Placed
progress-making = Making
progress-ready = Ready
progress-enjoy = Enjoy
progress = Progress
leave-wifi = You may leave this Wi-Fi now.
watch = Watch for { $label } on the big screen.
change-drink = Change the drink
change-too-late = We have begun it already, so your change was not saved. Ask at the counter.
cancel-link = Cancel my order
making-by = { $barista } is making it.
making = A barista is making it.
remade = Your drink is being made again.
remade-queued = Your drink will be made again.
requeued = You are back in line. A barista took your order back.
ready-title = Ready!
ready-do = Pick it up at the counter
called-again = We are calling you again.
drink-with = { $drink } with { $milk }
drink-for = { $drink }, for { $name }
collected-title = Enjoy!
collected-body = { $label } is yours.
receipt = Receipt
receipt-drink = Drink
receipt-name = Name
receipt-barista = Made by
receipt-wait = Ready after
minutes = { $minutes ->
    [one] 1 minute
   *[other] { $minutes } minutes
}
journey-link = See the journey of your order
uncollected-title = { $label } was ready, and nobody came.
uncollected-body = Ask for it at the counter. It may still be there.
uncollected-closed = The booth has closed. If someone is still at the counter, ask there. Otherwise: see you next time.

## How it ended

cancelled-title = { $label ->
    [none] Your order is cancelled.
   *[other] { $label } is cancelled.
}
cancelled-customer = You called it off. For another drink, start again with the code on the big screen.
cancelled-sold-out = Something it needs has sold out. Start again and choose another drink.
cancelled-machine = A machine has broken down. Ask at the counter what we can still make.
cancelled-duplicate = We had the same order twice. Ask at the counter if you wanted two.
cancelled-closing = The booth has closed. See you next time.
cancelled-other = We had to call it off. Ask at the counter, and we will help you.
timeout-choose-title = Your time to choose is over.
timeout-choose-body = Your drink went back for someone else. Start again with the code on the big screen.
timeout-make-title = We did not get to { $label } in time. Sorry.
timeout-make-body = Ask at the counter, or start again with the code on the big screen.
refused-body = Your drink went back to the code. Nothing is lost.
start-again = Start again

## Cancel

cancel-title = Cancel { $label ->
    [none] your order
   *[other] { $label }
}?
cancel-body = You give up your place in line.
cancel-yes = Yes, cancel it
cancel-no = No, keep it

## Journey, and addresses that lead nowhere

journey-title = The journey of { $label ->
    [none] an order
   *[other] { $label }
}
journey-empty = Nothing has happened yet.
step-new-order = A code was accepted: the order began.
step-drink-returned = The drink went back to its code.
step-workflow-started = The booth is open and has room: time to choose.
step-shop-unavailable = The booth could not take the order.
step-room-wanted = The order asked for room.
step-room-taken = There was room for the order.
step-room-refused = There was no room for the order.
step-number-wanted = The order asked for its number.
step-number-drawn = The number was drawn.
step-numbered = The order went to the baristas.
step-waiting = The order waits for a barista.
step-timed-out = The order was given up after waiting too long.
step-finished = All steps of the order are done.
step-placed = A drink was chosen and ordered.
step-changed = The drink was changed.
step-making = A barista makes it.
step-released = It waits for a barista again.
step-ticket = A ticket was asked for.
step-printed = The ticket was printed.
step-printed-cancelled = A slip was printed that says it is cancelled.
step-unprinted = Nobody can say whether the ticket is on paper.
step-ready = It is ready.
step-ready-again = It is ready again.
step-cancelled = The order was cancelled.
step-collected = It was handed over. Enjoy!
step-uncollected = Nobody has come for it yet.
step-recalled = It went back into making.
step-counter = It was ordered at the counter.
step-slip = A slip with the number was asked for.
step-remade = The drink is made again.
step-requeued = A barista took the order back into the line.
step-notice = The baristas noticed that the order had been given up.
step-called = It was called again.
step-to-top = It was moved to the top of the line.
step-moved-back = It is back in its place in line.
step-taken-over = Another barista goes on with it.
step-cancelling = A barista is cancelling the order.
step-stopped = The crew has stopped the order.
step-kept = It is not cancelled after all.
step-name-hidden = The name was hidden.
step-named = A name was written on the cup.
step-failed = Something about the order had to wait for the crew.
step-redriven = What had to wait was done.
step-discarded = The crew has taken care of it.
gone-title = This link leads nowhere.
gone-body = Perhaps it is from another day. Start with the code on the big screen.
storage-title = One moment, please.
storage-body = We cannot take orders down right now. Nothing is lost. Try again in a minute, or tell the barista.
wrong-title = That did not work.
wrong-body = It was our fault, and nothing was changed. Try again, or tell the barista.
busy-title = That was a bit fast.
busy-body = Wait a minute, then try again.
try-again = Try again

## What a drink contains (regulation (EU) 1169/2011, annex II)

allergen-gluten = gluten
allergen-crustaceans = crustaceans
allergen-eggs = eggs
allergen-fish = fish
allergen-peanuts = peanuts
allergen-soybeans = soya
allergen-milk = milk
allergen-nuts = nuts
allergen-celery = celery
allergen-mustard = mustard
allergen-sesame = sesame
allergen-sulphites = sulphites
allergen-lupin = lupin
allergen-molluscs = molluscs

## Words that most menus have. A menu's own translation comes first.

milk-named = { $key ->
    [lactose-free] Lactose-free milk
   *[other] { $name } milk
}
