//! What the server offers to programs, in the words of OpenAPI: whether it is alive, its figures, drafts as JSON, tables as files. The pages for
//! people are not part of it. A test holds it against the table of routes.

use serde_json::{Map, Value, json};

use crate::server::{HEALTH, METRICS, READY};

const CSV: &str = "text/csv; charset=utf-8";
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const PLAIN: &str = "text/plain; charset=utf-8";

/// A route that answers programs.
struct Operation {
    method: &'static str,
    path: &'static str,
    summary: &'static str,
    /// Answers that are no errors of the caller: status, kind of content, what it says.
    answers: &'static [(&'static str, Option<&'static str>, &'static str)],
    /// Names in the address after `?`, with what they take.
    query: &'static [(&'static str, &'static str)],
    access: Access,
}

/// Who may ask.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Everybody,
    SignedIn,
    /// Those to whom the access table grants it.
    Entitled,
}

const PERIOD: &[(&str, &str)] = &[
    ("year", "School year, 2026/27; the current one when left out"),
    ("semester", "1 or 2; the whole year when left out"),
    ("on", "A day, 2026-09-01, for reports as of a day"),
    (
        "published",
        "1: small figures are withheld, with what would give them back",
    ),
];

const INDICATORS: &[(&str, &str)] = &[(
    "year",
    "Calendar year; of a school year the one that ends in it. This year when left out",
)];

const PUPILS: &[(&str, &str)] = &[
    ("institution", "Number of an institution"),
    ("class", "Class, 8.b"),
    ("name", "Beginning of a name, or a personal code"),
    ("show", "Which pupils, as in the address of the page"),
];

const FINDINGS: &[(&str, &str)] = &[
    ("status", "Code of a status that explains a child"),
    ("show", "unexplained: only those whom nothing explains"),
];

const YOUNG: &[(&str, &str)] = &[
    (
        "group",
        "Code of a next step, not_known or elsewhere; without it, those whom outreach looks for",
    ),
    ("ages", "15-17, 18-24 or 25-29"),
    ("institution", "Code of the last institution"),
];

const OPERATIONS: &[Operation] = &[
    Operation {
        method: "get",
        path: HEALTH,
        summary: "Whether the process runs",
        answers: &[("200", Some(PLAIN), "ok")],
        query: &[],
        access: Access::Everybody,
    },
    Operation {
        method: "get",
        path: READY,
        summary: "Whether the database answers and is of this version",
        answers: &[
            ("200", Some(PLAIN), "ready"),
            (
                "503",
                Some(PLAIN),
                "It does not answer, or migrations have not run",
            ),
        ],
        query: &[],
        access: Access::Everybody,
    },
    Operation {
        method: "get",
        path: METRICS,
        summary: "Requests and durations by route, for Prometheus; not for the outside",
        answers: &[("200", Some("text/plain; version=0.0.4"), "Figures")],
        query: &[],
        access: Access::Everybody,
    },
    Operation {
        method: "get",
        path: "/drafts",
        summary: "One's own draft of a form",
        answers: &[
            ("200", Some("application/json"), "What was typed, by field"),
            ("204", None, "There is no draft"),
        ],
        query: &[("form", "Name of the form")],
        access: Access::SignedIn,
    },
    Operation {
        method: "post",
        path: "/drafts",
        summary: "Keeps a draft of a form",
        answers: &[
            ("204", None, "Kept"),
            (
                "422",
                Some("text/html; charset=utf-8"),
                "No form is named, or the values cannot be read",
            ),
        ],
        query: &[],
        access: Access::SignedIn,
    },
    Operation {
        method: "post",
        path: "/session/keep",
        summary: "Keeps the session going",
        answers: &[("204", None, "Prolonged")],
        query: &[],
        access: Access::SignedIn,
    },
    Operation {
        method: "get",
        path: "/reports/{kind}/csv",
        summary: "A report on the institutions, with its columns as in the contract",
        answers: &[("200", Some(CSV), "Plain numbers, the total last")],
        query: PERIOD,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/reports/{kind}/xlsx",
        summary: "The same as a workbook",
        answers: &[("200", Some(XLSX), "The table, and a sheet that says what it is")],
        query: PERIOD,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/reports/{kind}/docx",
        summary: "The same as a document",
        answers: &[("200", Some(DOCX), "The table with its author and its day")],
        query: PERIOD,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/reports/{kind}/pdf",
        summary: "The same as PDF, where the program was built to write it",
        answers: &[(
            "200",
            Some("application/pdf"),
            "The table with its author and its day",
        )],
        query: PERIOD,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/reports/{kind}/html",
        summary: "The same as a page to be saved",
        answers: &[(
            "200",
            Some("text/html; charset=utf-8"),
            "The table with its author and its day",
        )],
        query: PERIOD,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/indicators.csv",
        summary: "The indicators of the programme with baseline, value, targets and status",
        answers: &[("200", Some(CSV), "One row an indicator")],
        query: INDICATORS,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/indicators.xlsx",
        summary: "The same as a workbook",
        answers: &[("200", Some(XLSX), "One row an indicator")],
        query: INDICATORS,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/pupils.csv",
        summary: "The list of pupils as the filter leaves it",
        answers: &[("200", Some(CSV), "One row a pupil")],
        query: PUPILS,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/pupils.xlsx",
        summary: "The same as a workbook",
        answers: &[("200", Some(XLSX), "One row a pupil")],
        query: PUPILS,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/not-enrolled.csv",
        summary: "Declared children on no institution's list",
        answers: &[("200", Some(CSV), "One row a child")],
        query: FINDINGS,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/not-enrolled.xlsx",
        summary: "The same as a workbook",
        answers: &[("200", Some(XLSX), "One row a child")],
        query: FINDINGS,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/young-people.csv",
        summary: "Young people on no institution's list, by what is known of them",
        answers: &[("200", Some(CSV), "One row a person")],
        query: YOUNG,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/young-people.xlsx",
        summary: "The same as a workbook",
        answers: &[("200", Some(XLSX), "One row a person")],
        query: YOUNG,
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/bodies/{id}/years/{year}/docx",
        summary: "What a body did in a calendar year",
        answers: &[(
            "200",
            Some(DOCX),
            "Questions of the system, proposals and numbers",
        )],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/bodies/{id}/years/{year}/pdf",
        summary: "The same as PDF, where the program was built to write it",
        answers: &[(
            "200",
            Some("application/pdf"),
            "Questions of the system, proposals and numbers",
        )],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/cases/{public_id}/reports/{id}/docx",
        summary: "A written report of a case to an institution",
        answers: &[("200", Some(DOCX), "The report as it was sent")],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/cases/{public_id}/reports/{id}/pdf",
        summary: "The same as PDF, where the program was built to write it",
        answers: &[("200", Some("application/pdf"), "The report as it was sent")],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/cases/{public_id}/centre/docx",
        summary: "The report of a case to the Child Protection Centre",
        answers: &[("200", Some(DOCX), "The report as it was written at its step")],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/cases/{public_id}/centre/pdf",
        summary: "The same as PDF, where the program was built to write it",
        answers: &[(
            "200",
            Some("application/pdf"),
            "The report as it was written at its step",
        )],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/meetings/{id}/minutes/docx",
        summary: "The minutes of a meeting to be signed",
        answers: &[("200", Some(DOCX), "The minutes without what only members see")],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/meetings/{id}/minutes/pdf",
        summary: "The same as PDF, where the program was built to write it",
        answers: &[(
            "200",
            Some("application/pdf"),
            "The minutes without what only members see",
        )],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/programme/evidence/{id}",
        summary: "A file that proves how far a task of the programme is",
        answers: &[(
            "200",
            Some("*/*"),
            "The file as it was sent, to be saved: PDF, DOCX, XLSX, ODT, JPEG, PNG or plain text",
        )],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/plans/{id}/docx",
        summary: "A support plan to be signed",
        answers: &[("200", Some(DOCX), "The plan as its reader may see it")],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/plans/{id}/pdf",
        summary: "The same as PDF, where the program was built to write it",
        answers: &[(
            "200",
            Some("application/pdf"),
            "The plan as its reader may see it",
        )],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/loads/template/{kind}",
        summary: "An empty file of a kind, with its header",
        answers: &[("200", Some(CSV), "The header")],
        query: &[],
        access: Access::Entitled,
    },
    Operation {
        method: "get",
        path: "/loads/uploads/{id}/errors",
        summary: "The errors of a checked file as a table",
        answers: &[("200", Some(CSV), "One row an error")],
        query: &[],
        access: Access::Entitled,
    },
];

fn content(of: &Operation, kind: &str) -> Value {
    let schema = match (of.path, kind) {
        ("/drafts", "application/json") => json!({"$ref": "#/components/schemas/Draft"}),
        _ => json!({"type": "string"}),
    };
    json!({ kind: {"schema": schema} })
}

fn parameters(of: &Operation) -> Vec<Value> {
    let parts = of.path.split(['{', '}']).skip(1).step_by(2).map(|name| {
        let reports = of.path.starts_with("/reports/");
        let schema = if reports {
            json!({"type": "string", "enum": balsts_app::report::KINDS.as_slice()})
        } else {
            json!({"type": if name == "id" { "integer" } else { "string" }})
        };
        json!({"name": name, "in": "path", "required": true, "schema": schema})
    });
    let query = of.query.iter().map(|(name, about)| {
        json!({"name": name, "in": "query", "required": false, "description": about, "schema": {"type": "string"}})
    });
    parts.chain(query).collect()
}

fn operation(of: &Operation) -> Value {
    let mut answers: Map<String, Value> = of
        .answers
        .iter()
        .map(|(status, kind, about)| {
            let mut answer = json!({"description": about});
            if let Some(kind) = kind {
                answer["content"] = content(of, kind);
            }
            ((*status).to_owned(), answer)
        })
        .collect();
    let mut described = json!({"summary": of.summary, "parameters": parameters(of)});
    if of.access == Access::Everybody {
        described["security"] = json!([]);
    } else {
        answers.insert(
            "303".to_owned(),
            json!({"description": "Nobody is signed in: to the page for it", "headers": {"Location": {"schema": {"type": "string"}}}}),
        );
    }
    if of.access == Access::Entitled {
        answers.insert(
            "404".to_owned(),
            json!({"description": "There is none, or none of the person's roles grants it"}),
        );
    }
    if of.method == "post" {
        answers.insert(
            "403".to_owned(),
            json!({"description": "The browser does not say that the request comes from this site (Sec-Fetch-Site, Origin)"}),
        );
    }
    if (of.method, of.path) == ("post", "/drafts") {
        described["requestBody"] = json!({"required": true, "content": {"application/x-www-form-urlencoded": {"schema": {
            "type": "object", "required": ["form", "values"], "properties": {
                "form": {"type": "string", "description": "Name of the form"},
                "values": {"type": "string", "contentMediaType": "application/json", "contentSchema": {"$ref": "#/components/schemas/Draft"}},
            },
        }}}});
    }
    described["responses"] = Value::Object(answers);
    described
}

/// The description in OpenAPI 3.1.
pub fn openapi() -> Value {
    let mut paths = Map::new();
    for one in OPERATIONS {
        let path = paths.entry(one.path).or_insert_with(|| json!({}));
        path[one.method] = operation(one);
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Balsts",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "What the server offers to programs: whether it is alive, its figures, drafts, tables as files. Everything else is pages \
                            for people.",
        },
        "security": [{"session": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "session": {
                    "type": "apiKey", "in": "cookie", "name": "__Host-balsts",
                    "description": "The session of a signed-in person; without TLS (secure_cookies off) the cookie is called balsts.",
                },
            },
            "schemas": {
                "Draft": {
                    "type": "object",
                    "additionalProperties": {"type": "array", "items": {"type": "string"}},
                    "description": "Names of fields with their values.",
                },
            },
        },
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Routes outside the table of pages, which says who may use a page.
    const BARE: [(&str, &str); 3] = [("GET", HEALTH), ("GET", READY), ("GET", METRICS)];

    #[test]
    fn what_is_described_is_what_the_router_has() {
        let described: BTreeSet<(String, String)> = openapi()["paths"]
            .as_object()
            .unwrap()
            .iter()
            .flat_map(|(path, methods)| {
                let methods = methods.as_object().unwrap();
                methods.keys().map(|method| (method.to_uppercase(), path.clone()))
            })
            .collect();
        let routes = crate::routes();
        let table: BTreeSet<(String, String)> = routes
            .table()
            .iter()
            .map(|route| (route.method, route.path))
            .chain(BARE)
            .map(|(method, path)| (method.to_owned(), path.to_owned()))
            .collect();
        let unknown: Vec<_> = described.difference(&table).collect();
        assert!(unknown.is_empty(), "described, and no route: {unknown:?}");
        let for_programs = |path: &str| {
            [
                "csv",
                "xlsx",
                "docx",
                "pdf",
                "/drafts",
                "/session/keep",
                "/errors",
            ]
            .iter()
            .any(|ending| path.ends_with(ending))
                || path.starts_with("/loads/template/")
                || path == "/programme/evidence/{id}"
                || BARE.iter().any(|(_, bare)| *bare == path)
        };
        let left_out: Vec<_> = table
            .difference(&described)
            .filter(|(_, path)| for_programs(path))
            .collect();
        assert!(left_out.is_empty(), "not described: {left_out:?}");
    }

    #[test]
    fn only_routes_for_everybody_ask_for_no_session() {
        let described = openapi();
        for route in crate::routes().table() {
            let operation = &described["paths"][route.path][route.method.to_lowercase()];
            if !operation.is_null() {
                let granted = matches!(route.access, crate::routes::Access::Needs(..));
                assert!(operation["security"].is_null(), "{} {}", route.method, route.path);
                assert!(operation["responses"]["303"].is_object(), "{}", route.path);
                assert_eq!(
                    operation["responses"]["404"].is_object(),
                    granted,
                    "{}",
                    route.path
                );
            }
        }
        for (_, path) in BARE {
            assert_eq!(described["paths"][path]["get"]["security"], json!([]), "{path}");
        }
    }
}
