"""The data sets the project can read, in the order they are shown; the demonstration is last.

A new one is a file here and a line below (docs/adding-a-data-set.md).
"""

from typing import Final

from etl.dataset import Dataset
from etl.datasets.ctdc_k_anonymised import K_ANONYMISED
from etl.datasets.ctdc_synthetic import SYNTHETIC
from etl.datasets.ctdc_victim_perpetrator import VICTIM_PERPETRATOR
from etl.datasets.demo import DEMO
from etl.datasets.unodc_glotip import GLOTIP

DATASETS: Final[tuple[Dataset, ...]] = (SYNTHETIC, K_ANONYMISED, VICTIM_PERPETRATOR, GLOTIP, DEMO)
