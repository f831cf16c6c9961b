//! The interface kit: everything pages are made of. A page is a struct with `layout: Layout` and a template that
//! extends `layout.html`; the components here are values that write themselves, so `{{ table }}` is a whole table.
//! Knows nothing of what the pages are about.

mod address;
mod button;
pub mod download;
mod failure;
mod figure;
mod filter;
mod flash;
mod form;
mod html;
mod layout;
mod lists;
mod notice;
mod page;
mod path;
mod pupil;
mod row_action;
pub mod security;
mod table;

pub use address::Address;
pub use button::Button;
pub use failure::Failure;
pub use figure::{Chart, Explanation, Figure, Progress};
pub use filter::{Filter, Pages};
pub use flash::{Flash, Tone};
pub use form::{Choice, ErrorSummary, Field, FieldError, FieldErrors, Form, FormValues};
pub use html::Html;
pub use layout::{Layout, Link, NavItem, Viewer};
pub use lists::{Event, Sections, SummaryList, Tag, Task, TaskList, Timeline};
pub use notice::{Empty, Notice, Panel, Urgent};
pub use page::{Page, redirect};
pub use path::Path;
pub use pupil::{IdentityBar, SupportLevel};
pub use row_action::RowAction;
pub use security::Site;
pub use table::{Cell, Column, Direction, Row, Table};
