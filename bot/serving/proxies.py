"""Proxies of the environment: none lies between this machine and itself."""

import os
from urllib.request import getproxies, proxy_bypass

HERE = ("127.0.0.1", "localhost", "::1")


def spare_this_machine() -> None:
    """Lets calls to this machine go by no proxy, from here on in this process, as NO_PROXY would."""
    spared = [name for name in getproxies().get("no", "").split(",") if name]
    # the lower-case name is the one that counts where there are both
    os.environ["no_proxy"] = ",".join(dict.fromkeys([*spared, *HERE]))


def is_spared(host: str) -> bool:
    """Whether the environment wants no proxy to be used for the host."""
    return bool(proxy_bypass(host))
