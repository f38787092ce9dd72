# Las páginas de los clientes en español: breves, sencillas, amables, de tú.

language = Idioma
reconnecting = Conectando de nuevo…

## Inicio

start-title = Un café, hecho para ti.
start-lead = Invita la casa. Elige en tu móvil y recógelo en la barra.
wait-figure = { $minutes } min
wait-label = de espera aproximada
wait-ahead = { $drinks ->
    [0] No hay nadie delante de ti
    [one] 1 bebida delante de ti
   *[other] { $drinks } bebidas delante de ti
}
code-label = Código de la pantalla grande
code-help = Al empezar tomas una bebida de este código. Después tienes { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
} para elegir.
start-button = Empezar
allergic = ¿Tienes alguna alergia? Díselo al barista.
sponsors = Con el apoyo de { $names }.
have-order = { $label ->
    [none] Ya has empezado un pedido.
   *[other] Ya tienes un pedido: { $label }.
}
have-order-link = Ir a mi pedido

## Cuando no se toman pedidos

closed-title = Estamos cerrados.
closed-body = Vuelve cuando haya un código en la pantalla grande.
closed-choosing = Ya no se puede pedir nada, y no se ha pedido nada para ti. Hasta la próxima.
paused-title = Hacemos una breve pausa.
paused-until = Volvemos en { $minutes ->
    [one] 1 minuto aproximadamente
   *[other] unos { $minutes } minutos
}. Quédate en esta página: te avisará.
paused-body = Quédate en esta página: te avisará cuando sigamos.
last-orders-title = Ya se han tomado los últimos pedidos.
last-orders-body = Preparamos lo que está pedido y no tomamos nada nuevo. Hasta la próxima.
full-title = Ahora hay mucha gente.
full-body = En { $minutes ->
    [one] 1 minuto aproximadamente
   *[other] unos { $minutes } minutos
} habrá un hueco. Quédate en esta página: te dirá cuándo puedes empezar.
used-up-title = El próximo código está al llegar.
used-up-body = Saldrá en la pantalla grande en { $minutes ->
    [one] 1 minuto aproximadamente
   *[other] unos { $minutes } minutos
}. Quédate en esta página: te dirá cuándo puedes empezar.
paused-because = { $because ->
    [machine] Estamos arreglando una máquina.
   *[milk] Vamos a por más leche.
}

## Por qué no se ha hecho

refusal-no-such-code = Ese código no está en la pantalla. Léelo otra vez, por favor.
refusal-code-over = Ese código ya ha pasado. Usa el que está ahora en la pantalla.
refusal-code-used-up = Ese código se ha agotado. Usa el que está ahora en la pantalla.
refusal-code-begun = Ya has empezado dos veces con ese código. Espera al siguiente en la pantalla o pide en la barra.
refusal-no-such-code-typed = { $code } no está en la pantalla. Lee el código otra vez, por favor.
refusal-code-over-typed = { $code } ya ha pasado. Usa el código que está ahora en la pantalla.
refusal-code-used-up-typed = { $code } se ha agotado. Usa el código que está ahora en la pantalla.
refusal-code-begun-typed = Ya has empezado dos veces con { $code }. Espera al siguiente código en la pantalla o pide en la barra.
refusal-open-order = Ya tienes un pedido. Termínalo o cancélalo primero.
refusal-daily-limit = Ya has tomado todas tus bebidas de hoy. Hasta mañana.
refusal-too-many = Han sido muchos intentos. Espera un minuto y prueba otra vez.
refusal-sold-out = Se acaba de agotar. Elige otra vez, por favor.
refusal-store-not-open = Hemos cerrado, así que ya no se puede pedir nada.
refusal-store-not-open-start = En ese momento no aceptábamos pedidos. Prueba otra vez.
refusal-booth-full = Ahora mismo está todo lleno. Prueba otra vez en uno o dos minutos.
refusal-changed-too-often = Has cambiado este pedido muchas veces. Un barista aún puede cambiarlo: pregunta en el mostrador.
refusal-no-such-drink = Ya no está en la carta. Elige otra vez, por favor.
refusal-no-such-option = Ya no está en la carta. Elige otra vez, por favor.
refusal-choice-open = Falta algo por elegir. Elige, por favor.
refusal-wrong-state = Ya no es posible. Así está tu pedido.
refusal-bad-input = Eso no encaja. Revisa lo que has escrito.
refusal-key-reused = Pulsa el botón una vez más, por favor.
refusal-storage = Ahora no podemos anotarlo. Prueba otra vez dentro de un minuto.
refusal-other = No ha funcionado. Prueba otra vez o pregunta al barista.

## Elegir

choose-title = Elige tu bebida
change-title = Cambia tu bebida
time-left = Tiempo restante
paused-choosing = La barra está en pausa. Tu tiempo para elegir se ha detenido.
drinks = Bebidas
tap-a-drink = Toca una bebida para seguir.
name-label = Nombre para el vaso (opcional)
check-button = Revisar
sold-out = agotado
gone = { $what }: se acaba de agotar. Elige otra vez, por favor.
pick = { $what }: se ha agotado. Elige otra cosa, por favor.
not-offered = { $what }: no va con esta bebida. Elige otra vez, por favor.
unanswered = { $what }: elige, por favor.
nothing-left = Se ha agotado todo. Pregunta al barista.

## Revisar

check-title = ¿Es correcto?
for-name = para { $name }
contains = Contiene
ask-barista = Pregunta al barista
ask-short = Alérgenos: pregunta
none-named = No se indica ningún alérgeno. Si dudas, pregunta
caffeine = cafeína
caffeine-mg = cafeína (unos { $mg } mg)
place-button = Pedir
save-button = Guardar el cambio
change-something = Cambiar algo
from-now = En { $minutes ->
    [one] 1 minuto aproximadamente
   *[other] unos { $minutes } minutos
}
keep-drink = Dejarlo como está
keeps-place = Conservas tu número y tu puesto en la fila.

## La vida del pedido

queued-line = { $place }.º en la fila, { $minutes ->
    [one] 1 minuto aproximadamente
   *[other] unos { $minutes } minutos
}
queued-place = { $place }.º en la fila
queued-plain = Pedido. Lo preparamos pronto.
numberless-title = Tu pedido está hecho.
numberless-body = Su número aún está por llegar. Pregunta en la barra, por favor.
paused-queued = La barra está en pausa. Tu pedido conserva su puesto.
progress-placed = Pedido
progress-making = En marcha
progress-ready = Listo
progress-enjoy = Disfruta
progress = Progreso
leave-wifi = Ya puedes dejar esta wifi.
watch = Espera a ver { $label } en la pantalla grande.
change-drink = Cambiar la bebida
change-too-late = Ya lo estamos preparando, así que tu cambio no se ha guardado. Pregunta en la barra.
cancel-link = Cancelar mi pedido
making-by = { $barista } lo está preparando.
making = Un barista lo está preparando.
remade = Estamos preparando tu bebida de nuevo.
remade-queued = Prepararemos tu bebida de nuevo.
requeued = Vuelves a estar en la fila. Un barista ha recuperado tu pedido.
ready-title = ¡Listo!
ready-do = Recógelo en la barra
called-again = Te llamamos otra vez.
drink-with = { $drink } con { $milk }
drink-for = { $drink }, para { $name }
collected-title = ¡Que lo disfrutes!
collected-body = { $label } es tuyo.
receipt = Recibo
receipt-drink = Bebida
receipt-name = Nombre
receipt-barista = Hecho por
receipt-wait = Listo en
minutes = { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
}
journey-link = Ver el recorrido de tu pedido
uncollected-title = { $label } estaba listo y no vino nadie.
uncollected-body = Pregunta en la barra. Puede que siga allí.
uncollected-closed = El puesto ha cerrado. Si aún hay alguien en la barra, pregunta allí. Si no, hasta la próxima.

## Cómo terminó

cancelled-title = { $label ->
    [none] Tu pedido está cancelado.
   *[other] { $label } está cancelado.
}
cancelled-customer = Lo has cancelado tú. Para otra bebida, empieza de nuevo con el código de la pantalla grande.
cancelled-sold-out = Falta un ingrediente. Empieza de nuevo y elige otra bebida.
cancelled-machine = Se ha averiado una máquina. Pregunta en la barra qué podemos hacer aún.
cancelled-duplicate = Teníamos el mismo pedido dos veces. Si querías dos, dilo en la barra.
cancelled-closing = El puesto ha cerrado. Hasta la próxima.
cancelled-other = Hemos tenido que cancelarlo. Pregunta en la barra y te ayudamos.
timeout-choose-title = Se acabó el tiempo para elegir.
timeout-choose-body = Tu bebida vuelve a estar libre. Empieza de nuevo con el código de la pantalla grande.
timeout-make-title = No hemos llegado a tiempo con { $label }. Lo sentimos.
timeout-make-body = Pregunta en la barra o empieza de nuevo con el código de la pantalla grande.
refused-body = Tu bebida ha vuelto al código. No se ha perdido nada.
start-again = Empezar de nuevo

## Cancelar

cancel-title = ¿Cancelar { $label ->
    [none] tu pedido
   *[other] { $label }
}?
cancel-body = Pierdes tu puesto en la fila.
cancel-yes = Sí, cancelar
cancel-no = No, conservarlo

## Recorrido, y direcciones que no llevan a nada

journey-title = El recorrido de { $label ->
    [none] un pedido
   *[other] { $label }
}
journey-empty = Todavía no ha pasado nada.
step-new-order = Se aceptó un código: el pedido empezó.
step-drink-returned = La bebida volvió a su código.
step-workflow-started = El puesto está abierto y tiene sitio: hora de elegir.
step-shop-unavailable = El puesto no pudo aceptar el pedido.
step-room-wanted = El pedido preguntó si había sitio.
step-room-taken = Había sitio para el pedido.
step-room-refused = No había sitio para el pedido.
step-number-wanted = El pedido pidió su número.
step-number-drawn = Se asignó el número.
step-numbered = El pedido llegó a los baristas.
step-waiting = El pedido espera a un barista.
step-timed-out = El pedido esperó demasiado y se dio por perdido.
step-finished = Todos los pasos del pedido están hechos.
step-placed = Se eligió y se pidió una bebida.
step-changed = Se cambió la bebida.
step-making = Un barista la prepara.
step-released = Vuelve a esperar a un barista.
step-ticket = Se pidió un tique.
step-printed = Se imprimió el tique.
step-printed-cancelled = Se imprimió un papel que dice que está cancelado.
step-unprinted = Nadie sabe si el tique está impreso.
step-ready = Está lista.
step-ready-again = Está lista de nuevo.
step-cancelled = Se canceló el pedido.
step-collected = Se entregó. ¡Que lo disfrutes!
step-uncollected = Nadie ha venido a buscarla todavía.
step-recalled = Volvió a preparación.
step-counter = Se pidió en la barra.
step-slip = Se pidió un papel con el número.
step-remade = La bebida se prepara de nuevo.
step-requeued = Un barista devolvió el pedido a la fila.
step-notice = Los baristas vieron que el pedido se había dado por perdido.
step-called = Se volvió a llamar.
step-to-top = Pasó al principio de la cola.
step-moved-back = Volvió a su lugar en la cola.
step-taken-over = Otro barista sigue con ella.
step-cancelling = Un barista está cancelando el pedido.
step-stopped = El equipo ha detenido el pedido.
step-kept = Al final no se cancela.
step-name-hidden = Se ocultó el nombre.
step-named = Se escribió un nombre en el vaso.
step-failed = Algo del pedido tuvo que esperar al equipo.
step-redriven = Lo que tuvo que esperar ya está hecho.
step-discarded = El equipo se ha ocupado de ello.
gone-title = Este enlace no lleva a ninguna parte.
gone-body = Quizá sea de otro día. Empieza con el código de la pantalla grande.
storage-title = Un momento, por favor.
storage-body = Ahora no podemos tomar pedidos. No se ha perdido nada. Prueba dentro de un minuto o avisa al barista.
wrong-title = No ha funcionado.
wrong-body = Ha sido culpa nuestra y no ha cambiado nada. Prueba otra vez o avisa al barista.
busy-title = Ha sido un poco rápido.
busy-body = Espera un minuto y prueba otra vez.
try-again = Probar otra vez

## Qué contiene una bebida

allergen-gluten = gluten
allergen-crustaceans = crustáceos
allergen-eggs = huevos
allergen-fish = pescado
allergen-peanuts = cacahuetes
allergen-soybeans = soja
allergen-milk = leche
allergen-nuts = frutos de cáscara
allergen-celery = apio
allergen-mustard = mostaza
allergen-sesame = sésamo
allergen-sulphites = sulfitos
allergen-lupin = altramuces
allergen-molluscs = moluscos

## Palabras que tiene casi toda carta

milk-named = { $key ->
    [whole] Leche entera
    [skimmed] Leche desnatada
    [semi-skimmed] Leche semidesnatada
    [oat] Leche de avena
    [soy] Leche de soja
    [soya] Leche de soja
    [almond] Leche de almendra
    [coconut] Leche de coco
    [lactose-free] Leche sin lactosa
   *[other] { $name }
}
word-milk = Leche
word-size = Tamaño
word-strength = Intensidad
word-beans = Café
word-shots = Dosis
word-sugar = Azúcar
word-temperature = Temperatura
word-whole = Entera
word-skimmed = Desnatada
word-semi-skimmed = Semidesnatada
word-oat = Avena
word-soy = Soja
word-soya = Soja
word-almond = Almendra
word-coconut = Coco
word-lactose-free = Sin lactosa
word-single = Sencillo
word-double = Doble
word-triple = Triple
word-decaf = Descafeinado
word-regular = Normal
word-small = Pequeño
word-medium = Mediano
word-large = Grande
word-none = Sin
word-hot = Caliente
word-iced = Con hielo
word-filter-coffee = Café de filtro
word-hot-chocolate = Chocolate caliente
word-tea = Té
