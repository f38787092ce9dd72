# As páginas dos clientes em português: curtas, simples, simpáticas.

language = Idioma
reconnecting = A ligar de novo…

## Início

start-title = Um café, feito para si.
start-lead = Oferta da casa. Escolha no telemóvel e levante ao balcão.
wait-figure = { $minutes } min
wait-label = de espera, mais ou menos
wait-ahead = { $drinks ->
    [0] Ninguém à sua frente
    [one] { $drinks } bebida à sua frente
   *[other] { $drinks } bebidas à sua frente
}
code-label = Código no ecrã grande
code-help = Começar tira uma bebida deste código. Depois tem { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
} para escolher.
start-button = Começar
allergic = Tem alguma alergia? Diga ao barista.
sponsors = Com o apoio de { $names }.
have-order = { $label ->
    [none] Já começou um pedido.
   *[other] Já tem um pedido: { $label }.
}
have-order-link = Ver o meu pedido

## Quando não se aceitam pedidos

closed-title = Estamos fechados.
closed-body = Volte quando houver um código no ecrã grande.
closed-choosing = Já não se pode pedir mais nada, e nada foi pedido para si. Até à próxima.
paused-title = Estamos numa pequena pausa.
paused-until = Voltamos dentro de cerca de { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}. Fique nesta página: ela avisa.
paused-body = Fique nesta página: ela avisa quando voltarmos.
last-orders-title = Os últimos pedidos já foram feitos.
last-orders-body = Preparamos o que foi pedido e não aceitamos mais nada. Até à próxima.
full-title = Agora há muita gente.
full-body = Há um lugar dentro de cerca de { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}. Fique nesta página: ela avisa quando puder começar.
used-up-title = O próximo código está a chegar.
used-up-body = Aparece no ecrã grande dentro de cerca de { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}. Fique nesta página: ela avisa quando puder começar.
paused-because = { $because ->
    [machine] Estamos a tratar de uma máquina.
   *[milk] Fomos buscar mais leite.
}

## Porque não foi feito

refusal-no-such-code = Esse código não está no ecrã. Leia-o outra vez, por favor.
refusal-code-over = Esse código já passou. Use o que está agora no ecrã.
refusal-code-used-up = Esse código esgotou-se. Use o que está agora no ecrã.
refusal-code-begun = Já começou duas vezes com esse código. Espere pelo próximo no ecrã ou peça ao balcão.
refusal-no-such-code-typed = { $code } não está no ecrã. Leia o código outra vez, por favor.
refusal-code-over-typed = { $code } já passou. Use o código que está agora no ecrã.
refusal-code-used-up-typed = { $code } esgotou-se. Use o código que está agora no ecrã.
refusal-code-begun-typed = Já começou duas vezes com { $code }. Espere pelo próximo código no ecrã ou peça ao balcão.
refusal-open-order = Já tem um pedido. Termine-o ou cancele-o primeiro.
refusal-daily-limit = Já tomou todas as suas bebidas de hoje. Até amanhã.
refusal-too-many = Foram muitas tentativas. Espere um minuto e tente de novo.
refusal-sold-out = Acabou de esgotar. Escolha outra vez, por favor.
refusal-store-not-open = Já fechámos, por isso não se pode pedir mais nada.
refusal-store-not-open-start = Nesse momento não estávamos a aceitar pedidos. Tente de novo.
refusal-booth-full = De momento está tudo cheio. Tente de novo daqui a um ou dois minutos.
refusal-changed-too-often = Já alterou este pedido muitas vezes. O barista ainda o pode alterar: pergunte ao balcão.
refusal-no-such-drink = Já não está na lista. Escolha outra vez, por favor.
refusal-no-such-option = Já não está na lista. Escolha outra vez, por favor.
refusal-choice-open = Falta escolher uma coisa. Escolha, por favor.
refusal-wrong-state = Já não é possível. É este o estado do seu pedido.
refusal-bad-input = Isso não serve. Veja o que escreveu, por favor.
refusal-key-reused = Prima o botão mais uma vez, por favor.
refusal-storage = Agora não conseguimos anotar isso. Tente de novo dentro de um minuto.
refusal-other = Não resultou. Tente de novo ou pergunte ao barista.

## Escolher

choose-title = Escolha a sua bebida
change-title = Mude a sua bebida
time-left = Tempo restante
paused-choosing = O bar está em pausa. O seu tempo para escolher está parado.
drinks = Bebidas
tap-a-drink = Toque numa bebida para continuar.
name-label = Nome para o copo (opcional)
check-button = Rever
sold-out = esgotado
gone = { $what }: acabou de esgotar. Escolha outra vez, por favor.
pick = { $what }: esgotado. Escolha outra coisa, por favor.
not-offered = { $what }: não há com esta bebida. Escolha outra vez, por favor.
unanswered = { $what }: escolha, por favor.
nothing-left = Esgotou tudo. Pergunte ao barista.

## Rever

check-title = Está certo assim?
for-name = para { $name }
contains = Contém
ask-barista = Pergunte ao barista
ask-short = Alergénios: pergunte
none-named = Nenhum alergénio indicado. Na dúvida, pergunte
caffeine = cafeína
caffeine-mg = cafeína (cerca de { $mg } mg)
place-button = Pedir
save-button = Guardar a mudança
change-something = Mudar alguma coisa
from-now = Dentro de cerca de { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}
keep-drink = Deixar como está
keeps-place = Mantém o número e o lugar na fila.

## A vida do pedido

queued-line = { $place }.º na fila, cerca de { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}
queued-place = { $place }.º na fila
queued-plain = Pedido feito. Preparamos já a seguir.
numberless-title = O seu pedido está feito.
numberless-body = O número ainda está a chegar. Pergunte ao balcão, por favor.
paused-queued = O bar está em pausa. O seu pedido mantém o lugar.
progress-placed = Pedido
progress-making = A preparar
progress-ready = Pronto
progress-enjoy = Desfrute
progress = Andamento
leave-wifi = Já pode sair deste Wi-Fi.
watch = Espere por { $label } no ecrã grande.
change-drink = Mudar a bebida
change-too-late = Já o começámos, por isso a sua alteração não foi guardada. Pergunte ao balcão.
cancel-link = Cancelar o meu pedido
making-by = { $barista } está a preparar.
making = O barista está a preparar.
remade = Estamos a preparar a sua bebida de novo.
remade-queued = Vamos preparar a sua bebida de novo.
requeued = Está de novo na fila. Um barista recuperou o seu pedido.
ready-title = Pronto!
ready-do = Levante ao balcão
called-again = Estamos a chamar de novo.
drink-with = { $drink } com { $milk }
drink-for = { $drink }, para { $name }
collected-title = Bom proveito!
collected-body = { $label } é seu.
receipt = Recibo
receipt-drink = Bebida
receipt-name = Nome
receipt-barista = Feito por
receipt-wait = Pronto em
minutes = { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}
journey-link = Ver o percurso do seu pedido
uncollected-title = { $label } estava pronto e ninguém veio.
uncollected-body = Pergunte ao balcão. Talvez ainda lá esteja.
uncollected-closed = O balcão fechou. Se ainda lá estiver alguém, pergunte. Se não, até à próxima.

## Como acabou

cancelled-title = { $label ->
    [none] O seu pedido foi cancelado.
   *[other] { $label } foi cancelado.
}
cancelled-customer = Foi cancelado por si. Para outra bebida, comece de novo com o código do ecrã grande.
cancelled-sold-out = Falta um ingrediente. Comece de novo e escolha outra bebida.
cancelled-machine = Uma máquina avariou. Pergunte ao balcão o que ainda podemos fazer.
cancelled-duplicate = Tínhamos o mesmo pedido duas vezes. Se queria dois, diga ao balcão.
cancelled-closing = O balcão fechou. Até à próxima.
cancelled-other = Tivemos de cancelar. Pergunte ao balcão e nós ajudamos.
timeout-choose-title = O tempo para escolher acabou.
timeout-choose-body = A sua bebida está outra vez livre. Comece de novo com o código do ecrã grande.
timeout-make-title = Não conseguimos fazer { $label } a tempo. Desculpe.
timeout-make-body = Pergunte ao balcão ou comece de novo com o código do ecrã grande.
refused-body = A sua bebida voltou para o código. Nada se perdeu.
start-again = Começar de novo

## Cancelar

cancel-title = Cancelar { $label ->
    [none] o seu pedido
   *[other] { $label }
}?
cancel-body = Perde o seu lugar na fila.
cancel-yes = Sim, cancelar
cancel-no = Não, manter

## Percurso, e endereços que não levam a nada

journey-title = O percurso de { $label ->
    [none] um pedido
   *[other] { $label }
}
journey-empty = Ainda não aconteceu nada.
step-new-order = Um código foi aceite: o pedido começou.
step-drink-returned = A bebida voltou ao seu código.
step-workflow-started = O balcão está aberto e tem lugar: é hora de escolher.
step-shop-unavailable = O balcão não pôde aceitar o pedido.
step-room-wanted = O pedido perguntou se havia lugar.
step-room-taken = Havia lugar para o pedido.
step-room-refused = Não havia lugar para o pedido.
step-number-wanted = O pedido pediu o seu número.
step-number-drawn = O número foi atribuído.
step-numbered = O pedido chegou aos baristas.
step-waiting = O pedido espera por um barista.
step-timed-out = O pedido esperou demasiado e foi abandonado.
step-finished = Todos os passos do pedido estão feitos.
step-placed = Uma bebida foi escolhida e pedida.
step-changed = A bebida foi alterada.
step-making = Um barista está a prepará-la.
step-released = Volta a esperar por um barista.
step-ticket = Foi pedido um talão.
step-printed = O talão foi impresso.
step-printed-cancelled = Foi impresso um papel que diz que está cancelado.
step-unprinted = Ninguém sabe se o talão foi impresso.
step-ready = Está pronta.
step-ready-again = Está pronta de novo.
step-cancelled = O pedido foi cancelado.
step-collected = Foi entregue. Bom proveito!
step-uncollected = Ainda ninguém a veio buscar.
step-recalled = Voltou à preparação.
step-counter = Foi pedida ao balcão.
step-slip = Foi pedido um papel com o número.
step-remade = A bebida está a ser refeita.
step-requeued = Um barista voltou a pôr o pedido na fila.
step-notice = Os baristas viram que o pedido tinha sido abandonado.
step-called = Foi chamada de novo.
step-to-top = Passou para o início da fila.
step-moved-back = Voltou ao seu lugar na fila.
step-taken-over = Outro barista continua.
step-cancelling = Um barista está a cancelar o pedido.
step-stopped = A equipa parou o pedido.
step-kept = Afinal não é cancelado.
step-name-hidden = O nome foi ocultado.
step-named = Um nome foi escrito no copo.
step-failed = Algo no pedido teve de esperar pela equipa.
step-redriven = O que esperava está feito.
step-discarded = A equipa tratou disso.
gone-title = Esta ligação não leva a lado nenhum.
gone-body = Talvez seja de outro dia. Comece com o código do ecrã grande.
storage-title = Um momento, por favor.
storage-body = Agora não conseguimos receber pedidos. Nada se perdeu. Tente dentro de um minuto ou diga ao barista.
wrong-title = Não resultou.
wrong-body = A culpa foi nossa e nada mudou. Tente de novo ou diga ao barista.
busy-title = Foi um pouco depressa.
busy-body = Espere um minuto e tente de novo.
try-again = Tentar de novo

## O que uma bebida contém

allergen-gluten = glúten
allergen-crustaceans = crustáceos
allergen-eggs = ovos
allergen-fish = peixe
allergen-peanuts = amendoins
allergen-soybeans = soja
allergen-milk = leite
allergen-nuts = frutos de casca rija
allergen-celery = aipo
allergen-mustard = mostarda
allergen-sesame = sésamo
allergen-sulphites = sulfitos
allergen-lupin = tremoço
allergen-molluscs = moluscos

## Palavras que quase todas as listas têm

milk-named = { $key ->
    [whole] Leite gordo
    [skimmed] Leite magro
    [semi-skimmed] Leite meio-gordo
    [oat] Leite de aveia
    [soy] Leite de soja
    [soya] Leite de soja
    [almond] Leite de amêndoa
    [coconut] Leite de coco
    [lactose-free] Leite sem lactose
   *[other] { $name }
}
word-milk = Leite
word-size = Tamanho
word-strength = Intensidade
word-beans = Café
word-shots = Doses
word-sugar = Açúcar
word-temperature = Temperatura
word-whole = Gordo
word-skimmed = Magro
word-semi-skimmed = Meio-gordo
word-oat = Aveia
word-soy = Soja
word-soya = Soja
word-almond = Amêndoa
word-coconut = Coco
word-lactose-free = Sem lactose
word-single = Simples
word-double = Duplo
word-triple = Triplo
word-decaf = Descafeinado
word-regular = Normal
word-small = Pequeno
word-medium = Médio
word-large = Grande
word-none = Sem
word-hot = Quente
word-iced = Gelado
word-filter-coffee = Café de filtro
word-hot-chocolate = Chocolate quente
word-tea = Chá
