"""The numbers of DESIGN section 4 in plain pandas, over an export folder: written from the definitions alone.

Nothing here may import the product, so that a mistake of the one is not also a mistake of the other.
"""

from tests.oracle.oracle import Oracle as Oracle
