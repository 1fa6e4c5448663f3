"""Reporting: exports, wrong figures, scheduled reports, lost data."""

from pipelines.sample.phrases.problem import Problem

EXPORT_FAILURE = (
    Problem(
        codes=("E-8001", "E-8004"),
        subjects=(
            "Export of {report} fails with {error}",
            "CSV export stops after {count} thousand rows",
            "{report} export never finishes",
        ),
        happens=(
            "The export of the {report} report stops with {error} after {minutes} minutes.",
            "The CSV of {report} is cut off after {count} thousand rows, without any warning.",
            "We start the {report} export, it stays on 'preparing' all day, and no file comes.",
        ),
        details=(
            "Smaller periods work, a whole quarter does not.",
            "We need the file for our auditors by {weekday}.",
            "The same export took {minutes} minutes until {date}.",
        ),
        found=(
            "The export ran into the limit for temporary space on {host}.",
            "A text field with line breaks ended the file early.",
        ),
        ends={
            "fix": ("The export is written in parts now; the full {report} file was delivered.",),
            "workaround": ("The {report} report was exported month by month and joined for the customer.",),
        },
    ),
    Problem(
        codes=("E-8020",),
        subjects=(
            "Excel export of {report} shows broken characters",
            "Columns shifted in the {report} export",
            "Amounts exported as text",
        ),
        happens=(
            "Umlauts and accents in the {report} export are broken when it is opened in a spreadsheet.",
            "In the {report} export the columns after '{field}' are shifted by one.",
            "Amounts arrive as text with a point instead of a comma, so that our sums are zero.",
        ),
        details=(
            "Our import on {host} rejects the file with {error}.",
            "It concerns about {percent} % of the rows.",
            "Nothing was changed on our side.",
        ),
        found=(
            "A separator inside '{field}' was not quoted.",
            "The file is written without the mark that spreadsheets need to read it as UTF-8.",
        ),
        ends={
            "fix": ("Values of '{field}' are quoted since {release} and the file can be read.",),
            "configuration": ("The export profile uses a separator now that does not occur in '{field}'.",),
            "explained": ("We explained how to choose the separator when the file is opened.",),
        },
    ),
)

WRONG_FIGURES = (
    Problem(
        codes=("E-8101",),
        subjects=(
            "Totals in {report} do not match the invoices",
            "Dashboard and {report} report show different numbers",
            "Revenue in the {report} report is wrong",
        ),
        happens=(
            "The total of the {report} report for {month} is {percent} % lower than the sum of our invoices.",
            "The dashboard shows another revenue than the {report} report for the same days.",
            "Since {date} the {report} report counts cancelled orders as revenue.",
        ),
        details=(
            "The difference is exactly {amount}.",
            "We filter by '{field}' in both places.",
            "Our board got the wrong figures on {weekday}.",
        ),
        found=(
            "The dashboard counts in UTC and the report in local time, so days differ at their edges.",
            "Orders that changed their '{field}' were counted under the old value.",
        ),
        ends={
            "fix": ("The report was corrected and {month} computed again; both show the same total.",),
            "explained": ("We explained the two definitions and where to choose between them.",),
            "configuration": ("The time zone of the dashboard was set to the one of the report.",),
        },
    ),
    Problem(
        codes=("E-8110",),
        subjects=(
            "{report}: records counted twice since {date}",
            "Duplicates in the {report} report",
            "Active users doubled overnight",
        ),
        happens=(
            "Since {date} each record appears twice in the {report} report.",
            "After the migration the {report} report lists every customer once per workspace.",
            "The number of active users doubled overnight, which cannot be right.",
        ),
        details=(
            "The raw data in the API at {endpoint} has no duplicates.",
            "Our bonus payments depend on this report.",
            "We noticed it when the figure for {month} changed after it had been signed off.",
        ),
        found=(
            "The nightly job ran twice on {date} and did not recognise its own rows.",
            "A join on '{field}' multiplied the rows after the migration.",
        ),
        ends={"fix": ("The doubled rows of {date} were removed and the job now recognises what it has loaded.",)},
    ),
)

SCHEDULED_REPORT = (
    Problem(
        codes=("E-8201",),
        subjects=(
            "Scheduled {report} mail did not arrive",
            "Weekly {report} missing since {date}",
            "Report schedule fails with {error}",
        ),
        happens=(
            "The weekly {report} mail has not arrived since {date}.",
            "The schedule shows 'sent' and none of our {users} recipients got the {report} report.",
            "Each scheduled run of {report} ends with {error}, by hand it works.",
        ),
        details=(
            "We looked in the spam folder.",
            "The schedule belongs to a colleague who left in {month}.",
            "Our management meets on {weekday} and looks at this report first.",
        ),
        found=(
            "Schedules of deactivated users are skipped without a message.",
            "The mail was refused by the receiving server because of its size.",
        ),
        ends={
            "configuration": ("The schedule was given to another owner and the missing mails were sent again.",),
            "fix": ("Schedules of deactivated users pass to the owner of the workspace since {release}.",),
        },
    ),
    Problem(
        codes=("E-8210",),
        subjects=(
            "Scheduled report comes at the wrong hour",
            "{report} contains yesterday's data only until {clock}",
            "Report sent before the data is complete",
        ),
        happens=(
            "Since the clocks were changed, {report} comes an hour early and lacks the last hour.",
            "The {report} report is sent at {clock}, before the data of the day is complete.",
            "The morning mail of {report} has empty columns for '{field}'.",
        ),
        details=(
            "Running it again an hour later gives the right result.",
            "We changed the schedule twice and it jumps back.",
            "{users} people plan their day with it.",
        ),
        found=(
            "The schedule is kept in UTC and does not follow the change of clocks.",
            "The report did not wait for the nightly load to finish.",
        ),
        ends={
            "configuration": ("The schedule was set to local time and behind the nightly load.",),
            "fix": ("Schedules follow the change of clocks since {release}.",),
        },
    ),
)

DATA_LOSS = (
    Problem(
        codes=("E-9001",),
        subjects=(
            "Data missing in {report} after migration",
            "{count} records have disappeared",
            "URGENT: '{field}' is empty in all our records",
        ),
        happens=(
            "After the migration on {date} everything before {month} is gone from our workspace.",
            "{count} records that were there on {date} cannot be found any more, neither in {report} nor in search.",
            "A bulk edit of '{field}' emptied the column for all our records.",
        ),
        details=(
            "We are obliged by law to keep these records.",
            "The trash is empty and the audit log shows {error}.",
            "Please stop the backups from being overwritten until this is clear.",
        ),
        found=(
            "The migration left out archived workspaces.",
            "The records were marked as deleted by a retention rule that had been set by mistake.",
        ),
        ends={
            "fix": ("All {count} records were restored from the backup of {date}.",),
            "workaround": ("The records were delivered as a file; a restore into the workspace follows.",),
        },
    ),
    Problem(
        codes=("E-9010",),
        subjects=(
            "Saved dashboards are gone",
            "Custom fields of {report} deleted",
            "Lost all filters and dashboards on {date}",
        ),
        happens=(
            "All dashboards that our team had saved are gone since {date}.",
            "The custom field '{field}' was deleted together with its values.",
            "When {person2} was deactivated, the {count} dashboards of the whole team went with the account.",
        ),
        details=(
            "It took us weeks to build them.",
            "Nobody of us pressed delete.",
            "The page shows {error} where the list should be.",
        ),
        found=(
            "Dashboards of a deactivated owner are removed with the account.",
            "The field was deleted over the API with a token of the customer.",
        ),
        ends={
            "fix": ("The dashboards were restored and given to the team.",),
            "explained": ("We explained how dashboards are passed on before an account is deactivated.",),
        },
    ),
)
