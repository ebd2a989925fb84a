"""What the front (`__main__`) has seen when it hands over to Pelican: nothing is looked at twice."""

from plugins.fastbuild.scan import Scan

scan: Scan | None = None
