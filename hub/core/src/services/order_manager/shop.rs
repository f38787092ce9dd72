//! What the order manager keeps of the configuration.

use crema_api::events::config_service::Config;
use crema_api::menu::Menu;

use crate::fault::Fault;
use crate::kernel::cascade::Cascade;

/// Its copy, without the menu, which is large and rarely needed.
#[derive(Debug, Clone)]
pub(super) struct Shop {
    pub occasion_name: String,
    pub collect_ms: u64,
}

pub(super) fn keep(cascade: &Cascade<'_>, config: &Config) -> Result<(), Fault> {
    cascade.execute(
        "INSERT INTO manager_shop (only_row, occasion, occasion_name, collect_ms, menu)
         VALUES (1, ?1, ?2, ?3, ?4)
         ON CONFLICT DO UPDATE SET occasion = excluded.occasion,
             occasion_name = excluded.occasion_name, collect_ms = excluded.collect_ms,
             menu = excluded.menu",
        &[
            &config.occasion.id.0,
            &config.occasion.name,
            &(u64::from(config.settings.collect_s) * 1000),
            &serde_json::to_string(&config.menu)?,
        ],
    )?;
    Ok(())
}

pub(super) fn load(cascade: &Cascade<'_>) -> Result<Shop, Fault> {
    let sql = "SELECT occasion_name, collect_ms FROM manager_shop";
    let shop = cascade.query_one(sql, &[], |row| {
        Ok(Shop {
            occasion_name: row.get(0)?,
            collect_ms: row.get(1)?,
        })
    })?;
    shop.ok_or_else(|| Fault::broken("an order without an occasion"))
}

pub(super) fn menu(cascade: &Cascade<'_>) -> Result<Menu, Fault> {
    let json = cascade.query_one("SELECT menu FROM manager_shop", &[], |row| {
        row.get::<_, String>(0)
    })?;
    Ok(json.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default())
}
