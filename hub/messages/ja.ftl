# お客さま向けページの日本語。短く、やさしく、ていねいに。
# `$label` は注文番号(B42)。番号がまだないときは "none"。

language = 言語
reconnecting = 再接続しています…

## はじめに

start-title = あなたのための一杯。
start-lead = 無料です。スマートフォンで選んで、カウンターでお受け取りください。
wait-figure = { $minutes }分
wait-label = 待ち時間の目安
wait-ahead = { $drinks ->
    [0] お待ちの方はいません
   *[other] 前に{ $drinks }杯の注文があります
}
code-label = 大画面のコード
code-help = 「はじめる」を押すと、このコードの一杯分を使います。そのあと{ $minutes }分以内にお選びください。
start-button = はじめる
allergic = アレルギーのある方は、バリスタにお声掛けください。
sponsors = 協賛：{ $names }
have-order = { $label ->
    [none] すでに注文を始めています。
   *[other] すでにご注文があります：{ $label }
}
have-order-link = 自分の注文を見る

## 注文を受けていないとき

closed-title = ただいま閉店中です。
closed-body = 大画面にコードが出たら、またお越しください。
closed-choosing = ご注文は締め切りました。お客様のご注文は入っていません。またのお越しをお待ちしております。
paused-title = 少し休憩しています。
paused-until = あと{ $minutes }分ほどで再開します。このままお待ちください。再開するとこのページでお知らせします。
paused-body = このままお待ちください。再開するとこのページでお知らせします。
last-orders-title = ラストオーダーは終了しました。
last-orders-body = 受付済みのご注文をお作りしています。またのご利用をお待ちしています。
full-title = ただいま混み合っています。
full-body = あと{ $minutes }分ほどで空きが出ます。このままお待ちください。注文できるようになるとこのページでお知らせします。
used-up-title = まもなく次のコードが出ます。
used-up-body = あと{ $minutes }分ほどで大画面に表示されます。このままお待ちください。注文できるようになるとこのページでお知らせします。
paused-because = { $because ->
    [machine] 機械の点検をしています。
   *[milk] 牛乳を補充しています。
}

## できなかったとき

refusal-no-such-code = そのコードは画面のコードと一致しません。もう一度ご確認ください。
refusal-code-over = そのコードの時間は終わりました。いま画面に出ているコードをお使いください。
refusal-code-used-up = そのコードの分はなくなりました。いま画面に出ているコードをお使いください。
refusal-code-begun = このコードではすでに2回始めています。画面に次のコードが出るのを待つか、カウンターでご注文ください。
refusal-no-such-code-typed = { $code } は画面のコードと一致しません。もう一度ご確認ください。
refusal-code-over-typed = { $code } の時間は終わりました。いま画面に出ているコードをお使いください。
refusal-code-used-up-typed = { $code } の分はなくなりました。いま画面に出ているコードをお使いください。
refusal-code-begun-typed = { $code } ではすでに2回始めています。画面に次のコードが出るのを待つか、カウンターでご注文ください。
refusal-open-order = すでにご注文があります。先にそちらを受け取るか、取り消してください。
refusal-daily-limit = 本日の分はすべてお飲みいただきました。また明日お待ちしています。
refusal-too-many = 何度も入力されました。1分ほど待ってから、もう一度お試しください。
refusal-sold-out = たった今売り切れました。もう一度お選びください。
refusal-store-not-open = 閉店しましたので、ご注文いただけません。
refusal-store-not-open-start = ただいまご注文をお受けできませんでした。もう一度お試しください。
refusal-booth-full = ただいま満員です。1、2分後にもう一度お試しください。
refusal-changed-too-often = このご注文はすでに何度も変更されています。変更をご希望の場合は、カウンターでバリスタにお声掛けください。
refusal-no-such-drink = メニューからなくなりました。もう一度お選びください。
refusal-no-such-option = メニューからなくなりました。もう一度お選びください。
refusal-choice-open = まだ選ばれていないものがあります。お選びください。
refusal-wrong-state = その操作はもうできません。現在のご注文はこちらです。
refusal-bad-input = 入力内容をご確認ください。
refusal-key-reused = もう一度ボタンを押してください。
refusal-storage = いま記録ができません。1分ほど待ってから、もう一度お試しください。
refusal-other = うまくいきませんでした。もう一度お試しいただくか、バリスタにお声掛けください。

## 選ぶ

choose-title = お飲み物を選ぶ
change-title = お飲み物を変更
time-left = 残り時間
paused-choosing = ただいま休憩中です。お選びいただく時間は止まっています。
drinks = お飲み物
tap-a-drink = お飲み物をタップしてください。
name-label = カップに書くお名前（空欄でもかまいません）
check-button = 確認へ
sold-out = 売り切れ
gone = { $what }はたった今売り切れました。もう一度お選びください。
pick = { $what }は売り切れです。ほかのものをお選びください。
not-offered = { $what }はこのお飲み物では選べません。もう一度お選びください。
unanswered = { $what }をお選びください。
nothing-left = すべて売り切れです。バリスタにお声掛けください。

## 確認

check-title = こちらでよろしいですか？
for-name = { $name }さん
contains = 含まれるもの
ask-barista = バリスタにおたずねください
ask-short = アレルゲン：おたずねください
none-named = アレルゲンの表示なし。ご心配な方はおたずねください
caffeine = カフェイン
caffeine-mg = カフェイン（約{ $mg } mg）
place-button = 注文する
save-button = 変更を確定する
change-something = 内容を変える
from-now = 今から{ $minutes }分ほどでできます
keep-drink = このままにする
keeps-place = 番号と順番はそのままです。

## 注文の流れ

queued-line = { $place }番目、あと{ $minutes }分ほど
queued-place = { $place }番目
queued-plain = 受け付けました。まもなくお作りします。
numberless-title = ご注文を受け付けました。
numberless-body = 番号はまだ出ていません。カウンターでおたずねください。
paused-queued = ただいま休憩中です。ご注文の順番はそのままです。
progress-placed = 受付
progress-making = 作成中
progress-ready = 完成
progress-enjoy = お渡し
progress = 進み具合
leave-wifi = このWi-Fiから離れても大丈夫です。
watch = 大画面に{ $label }が出たらお越しください。
change-drink = お飲み物を変更
change-too-late = もうお作りし始めているため、変更は保存されませんでした。カウンターでおたずねください。
cancel-link = 注文を取り消す
making-by = { $barista }がお作りしています。
making = バリスタがお作りしています。
remade = お飲み物を作り直しています。
remade-queued = お飲み物をもう一度お作りします。
requeued = 列に戻りました。スタッフがご注文を受け直しました。
ready-title = できました！
ready-do = カウンターでお受け取りください
called-again = もう一度お呼びしています。
drink-with = { $drink }、{ $milk }
drink-for = { $drink }、{ $name }さん
collected-title = どうぞ、ごゆっくり。
collected-body = { $label }をお渡ししました。
receipt = 控え
receipt-drink = お飲み物
receipt-name = お名前
receipt-barista = 作った人
receipt-wait = できるまで
minutes = { $minutes }分
journey-link = ご注文の記録を見る
uncollected-title = { $label }はお受け取りがありませんでした。
uncollected-body = まだあるかもしれません。カウンターでおたずねください。
uncollected-closed = 閉店しました。カウンターにまだ係の者がおりましたら、お声掛けください。またのご利用をお待ちしています。

## 終わり方

cancelled-title = { $label ->
    [none] ご注文は取り消されました。
   *[other] { $label }は取り消されました。
}
cancelled-customer = ご自身で取り消しました。もう一杯ご希望なら、大画面のコードで始めてください。
cancelled-sold-out = 材料が売り切れました。お手数ですが、ほかのお飲み物をお選びください。
cancelled-machine = 機械が故障しました。お作りできるものをカウンターでおたずねください。
cancelled-duplicate = 同じご注文が二つありました。2杯ご希望でしたら、カウンターでお知らせください。
cancelled-closing = 閉店しました。またのご利用をお待ちしています。
cancelled-other = 申し訳ありませんが、取り消しました。カウンターでおたずねください。
timeout-choose-title = 選ぶ時間が終わりました。
timeout-choose-body = 一杯分はコードに戻しました。大画面のコードでもう一度始めてください。
timeout-make-title = 申し訳ありません。{ $label }を時間内にお作りできませんでした。
timeout-make-body = カウンターでおたずねいただくか、大画面のコードでもう一度始めてください。
refused-body = 一杯分はコードに戻しましたので、ご安心ください。
start-again = もう一度はじめる

## 取り消し

cancel-title = { $label ->
    [none] ご注文を取り消しますか？
   *[other] { $label }を取り消しますか？
}
cancel-body = 順番はなくなります。
cancel-yes = はい、取り消します
cancel-no = いいえ、そのままにします

## 記録、行き先のないリンク

journey-title = { $label ->
    [none] ご注文の記録
   *[other] { $label }の記録
}
journey-empty = まだ何も起きていません。
step-new-order = コードが受け付けられ、注文が始まりました。
step-drink-returned = ドリンクがコードに戻りました。
step-workflow-started = お店は営業中で空きがあります。お選びください。
step-shop-unavailable = お店は注文を受けられませんでした。
step-room-wanted = 注文の受け付け枠を確認しました。
step-room-taken = 注文の受け付け枠がありました。
step-room-refused = 注文の受け付け枠がありませんでした。
step-number-wanted = 番号を待っています。
step-number-drawn = 番号が決まりました。
step-numbered = 注文がバリスタに届きました。
step-waiting = バリスタを待っています。
step-timed-out = 長く待ちすぎたため、取りやめになりました。
step-finished = 注文のすべての手順が終わりました。
step-placed = ドリンクが選ばれ、注文されました。
step-changed = ドリンクが変更されました。
step-making = バリスタが作っています。
step-released = もう一度バリスタを待っています。
step-ticket = チケットの印刷を頼みました。
step-printed = チケットが印刷されました。
step-printed-cancelled = 取り消しの札が印刷されました。
step-unprinted = チケットが印刷されたかどうか分かりません。
step-ready = できあがりました。
step-ready-again = もう一度できあがりました。
step-cancelled = 注文は取り消されました。
step-collected = お渡ししました。ごゆっくりどうぞ。
step-uncollected = まだ受け取りに来ていません。
step-recalled = 作成中に戻りました。
step-counter = カウンターで注文されました。
step-slip = 番号札の印刷を頼みました。
step-remade = ドリンクを作り直しています。
step-requeued = スタッフが注文を列に戻しました。
step-notice = 取りやめになったことをスタッフが確認しました。
step-called = もう一度呼ばれました。
step-to-top = 列の先頭に移りました。
step-moved-back = 列の元の場所に戻りました。
step-taken-over = 別のバリスタが引き継ぎました。
step-cancelling = バリスタが取り消そうとしています。
step-stopped = クルーが注文を止めました。
step-kept = 取り消されませんでした。
step-name-hidden = 名前が隠されました。
step-named = カップに名前が書かれました。
step-failed = 注文の一部がクルーを待ちました。
step-redriven = 待っていたことが終わりました。
step-discarded = クルーが対応しました。
gone-title = このリンクの先には何もありません。
gone-body = 別の日のリンクかもしれません。大画面のコードで始めてください。
storage-title = 少々お待ちください。
storage-body = いま注文を記録できません。失われたものはありません。1分ほど待ってもう一度お試しいただくか、バリスタにお声掛けください。
wrong-title = うまくいきませんでした。
wrong-body = こちらの不具合です。何も変わっていません。もう一度お試しいただくか、バリスタにお声掛けください。
busy-title = 少し速すぎました。
busy-body = 1分ほど待ってから、もう一度お試しください。
try-again = もう一度試す

## 含まれるもの

allergen-gluten = グルテン
allergen-crustaceans = 甲殻類
allergen-eggs = 卵
allergen-fish = 魚
allergen-peanuts = 落花生
allergen-soybeans = 大豆
allergen-milk = 乳
allergen-nuts = ナッツ
allergen-celery = セロリ
allergen-mustard = マスタード
allergen-sesame = ごま
allergen-sulphites = 亜硫酸塩
allergen-lupin = ルピナス
allergen-molluscs = 軟体動物

## 多くのメニューにある言葉。メニュー自身の訳があればそちらが先。

milk-named = { $key ->
    [whole] 牛乳
    [skimmed] 無脂肪乳
    [semi-skimmed] 低脂肪乳
    [oat] オーツミルク
    [soy] 豆乳
    [soya] 豆乳
    [almond] アーモンドミルク
    [coconut] ココナッツミルク
    [lactose-free] 無乳糖牛乳
   *[other] { $name }
}
word-milk = ミルク
word-size = サイズ
word-strength = 濃さ
word-shots = ショット
word-beans = 豆
word-sugar = 砂糖
word-temperature = 温度
word-whole = 牛乳
word-skimmed = 無脂肪乳
word-semi-skimmed = 低脂肪乳
word-oat = オーツ
word-soy = 豆乳
word-soya = 豆乳
word-almond = アーモンド
word-coconut = ココナッツ
word-lactose-free = 無乳糖
word-single = シングル
word-double = ダブル
word-triple = トリプル
word-decaf = デカフェ
word-regular = レギュラー
word-small = スモール
word-medium = ミディアム
word-large = ラージ
word-none = なし
word-extra-shot = ショット追加
word-hot = ホット
word-iced = アイス
word-flat-white = フラットホワイト
word-cappuccino = カプチーノ
word-latte = ラテ
word-caffe-latte = カフェラテ
word-espresso = エスプレッソ
word-double-espresso = ダブルエスプレッソ
word-americano = アメリカーノ
word-cortado = コルタード
word-macchiato = マキアート
word-mocha = モカ
word-filter-coffee = ドリップコーヒー
word-hot-chocolate = ホットチョコレート
word-chai-latte = チャイラテ
word-tea = 紅茶
