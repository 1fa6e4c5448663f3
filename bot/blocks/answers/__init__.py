"""One answer as blocks and as text: its sentence, chart, table, cases, and how it was computed."""
