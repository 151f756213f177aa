//! The company's calendar: the hours of a branch, holidays, who is away, and what is arranged for the weeks to come. Draws no lots, so
//! that the rest of the story stays what it is; and names no client, so that nobody was spoken with in the future.

use std::sync::Arc;

use catalogue::Value;

use crate::pen::{Cell, DAY, HOUR, Pen, day, instant, link, text};

/// Meetings of a branch's people to come: person, subject, days from now, hour (UTC), minutes.
const MEETINGS: [(&str, &str, i64, i64, i64); 8] = [
    ("elena", "Comité de dirección", 1, 8, 90),
    ("elena", "Revisión del trimestre", 3, 14, 60),
    ("marta", "Reunión de ventas", 2, 8, 45),
    ("marta", "Reunión de ventas", 9, 8, 45),
    ("hugo", "Preparar las visitas", 1, 9, 30),
    ("hugo", "Reunión de ventas", 2, 8, 45),
    ("ana", "Reunión de ventas", 2, 8, 45),
    ("jordi", "Reunión con el almacén", 4, 10, 60),
];

/// Who is away: person, why, first and last day from now.
const AWAY: [(&str, &str, i64, i64); 3] = [("ana", "leave", 4, 8), ("jordi", "sick", -1, 1), ("iker", "other", 6, 6)];

/// Days that nobody works: name, month and day of the year.
const HOLIDAYS: [(&str, i8, i8); 8] = [
    ("Año Nuevo", 1, 1),
    ("Reyes", 1, 6),
    ("Fiesta del Trabajo", 5, 1),
    ("Asunción", 8, 15),
    ("Fiesta Nacional", 10, 12),
    ("Todos los Santos", 11, 1),
    ("Constitución", 12, 6),
    ("Navidad", 12, 25),
];

/// All of it, told on the last days before now.
pub fn write_days(pen: &mut Pen) {
    let told = pen.end - 2 * DAY;
    let hours: Arc<str> = "office_hours".into();
    let full = || text("09:00–14:00, 15:30–18:30");
    let week = ["monday", "tuesday", "wednesday", "thursday"].map(|name| (name, full()));
    let mut fields = vec![("name", text("Oficina")), ("friday", text("08:00–15:00"))];
    fields.extend(week);
    pen.create(told, None, &hours, "work_calendar", fields);
    pen.update(told + HOUR, None, &"madrid".into(), vec![("work_calendar", link(hours))]);
    write_holidays(pen, told);
    for (who, kind, first, last) in AWAY {
        let key = pen.key("absence");
        let on = |days: i64| day(pen.end + days * DAY);
        let fields = vec![("kind", text(kind)), ("first_day", on(first)), ("last_day", on(last)), ("owner", link(who))];
        pen.create(told + HOUR, Some(who), &key, "absence", fields);
    }
    for (who, subject, days, hour, minutes) in MEETINGS {
        let at = (pen.end / DAY + days) * DAY + hour * HOUR;
        let length = Cell::Is(Value::Duration(minutes * 60_000_000));
        let fields = vec![
            ("kind", text("meeting")),
            ("subject", text(subject)),
            ("at", instant(at)),
            ("duration", length),
            ("owner", link(who)),
        ];
        let key = pen.key("meeting");
        pen.create(told + HOUR, Some(who), &key, "activity", fields);
    }
}

/// Of the year that ends the story and the next.
fn write_holidays(pen: &mut Pen, told: i64) {
    let now = jiff::Timestamp::from_microsecond(pen.end).unwrap_or_default().to_zoned(jiff::tz::TimeZone::UTC);
    for year in [now.year(), now.year() + 1] {
        for (name, month, of_month) in HOLIDAYS {
            let Ok(date) = jiff::civil::Date::new(year, month, of_month) else { continue };
            let key = pen.key("holiday");
            let on = Cell::Is(Value::Date(catalogue::reading::days_of_date(date)));
            pen.create(told, None, &key, "holiday", vec![("name", text(name)), ("day", on)]);
        }
    }
}
