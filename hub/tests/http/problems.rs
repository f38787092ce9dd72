//! A refusal as a program receives it, whole: status, the headers that matter, and the document.

use crema_api::answers::OrderView;
use crema_api::commands::Role;
use serde_json::{Value, json};

use crate::booth::{Booth, Proof, order_path};

#[test]
fn a_press_that_comes_too_late_is_this_problem() {
    let booth = Booth::open();
    let (mia, leo) = (booth.pair(Role::Barista, "Mia"), booth.pair(Role::Barista, "Leo"));
    let [mia, leo] = [mia, leo].map(|session| Proof::Token(session.token.unwrap()));
    let (_, order) = booth.place("Zoë");
    let claim = format!("{}/claim", order_path(order.id));
    booth.post(&mia, &claim, json!({})).json::<OrderView>();
    let refused = booth.post(&leo, &claim, json!({}));
    let document: Value = serde_json::from_slice(&refused.body).unwrap();
    let answer = format!(
        "{}\ncontent-type: {}\ncache-control: {}\n\n{document:#}",
        refused.status,
        refused.header("content-type").unwrap_or("none"),
        refused.header("cache-control").unwrap_or("none"),
    );
    insta::assert_snapshot!(answer);
}
