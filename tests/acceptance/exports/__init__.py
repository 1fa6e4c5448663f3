"""The public files of the shared data folder as export folders, values unchanged, by the mapping of its README."""

from tests.acceptance.exports.complaints import export_complaints as export_complaints
from tests.acceptance.exports.files import rows_of as rows_of
from tests.acceptance.exports.files import write_csv as write_csv
from tests.acceptance.exports.hadoop import export_hadoop as export_hadoop
from tests.acceptance.exports.hadoop import hadoop_duplicates as hadoop_duplicates
from tests.acceptance.exports.helpdesk import export_helpdesk as export_helpdesk
from tests.acceptance.exports.uci import export_uci as export_uci
from tests.acceptance.exports.volvo import export_volvo as export_volvo
