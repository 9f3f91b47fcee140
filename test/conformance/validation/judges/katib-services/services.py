"""Reads suggestion requests, one a line as JSON text of base64, and prints what Katib's Python services say of each.

The argument is a folder with Katib's source. TensorFlow and the Kubernetes client are not needed for what is asked and are stood in for.
"""

import base64
import json
import logging
import os
import resource
import signal
import sys
import tempfile
import types
from unittest import mock

source = os.path.abspath(sys.argv[1])
manager = os.path.join(source, "pkg/apis/manager")
sys.path[:0] = [source, os.path.join(manager, "v1beta1/python"), os.path.join(manager, "health/python")]
os.chdir(tempfile.mkdtemp())
for absent in ("tensorflow", "kubernetes"):
    sys.modules[absent] = mock.MagicMock()

import grpc  # noqa: E402
from pkg.apis.manager.v1beta1.python import api_pb2  # noqa: E402
from pkg.earlystopping.v1beta1.medianstop.service import MedianStopService  # noqa: E402
from pkg.suggestion.v1beta1.hyperband.service import HyperbandService  # noqa: E402
from pkg.suggestion.v1beta1.hyperopt.service import HyperoptService  # noqa: E402
from pkg.suggestion.v1beta1.nas.darts.service import DartsService  # noqa: E402
from pkg.suggestion.v1beta1.nas.enas import service as enas  # noqa: E402
from pkg.suggestion.v1beta1.optuna.service import OptunaService  # noqa: E402
from pkg.suggestion.v1beta1.pbt import service as pbt  # noqa: E402
from pkg.suggestion.v1beta1.skopt.service import SkoptService  # noqa: E402

logging.disable(logging.CRITICAL)
# It makes a folder for each of its population.
pbt.os = types.SimpleNamespace(path=os.path, makedirs=lambda *_, **__: None)
SERVICES = {
    "random": HyperoptService,
    "tpe": HyperoptService,
    "grid": OptunaService,
    "multivariate-tpe": OptunaService,
    "hyperband": HyperbandService,
    "bayesianoptimization": SkoptService,
    "darts": DartsService,
    "enas": enas.EnasService,
    "pbt": pbt.PbtService,
}


# Suggestions of a billion candidates end here; what takes so long is not wrong.
resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))


class TooLong(BaseException):
    pass


def stop(*_):
    raise TooLong()


signal.signal(signal.SIGALRM, stop)


class Context:
    code = None
    details = ""

    def set_code(self, code):
        self.code = code

    def set_details(self, details):
        self.details = details


def said(call):
    context = Context()
    signal.alarm(2)
    try:
        call(context)
    except (TooLong, MemoryError):
        return ""
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:300]
    finally:
        signal.alarm(0)
    return "" if context.code in (None, grpc.StatusCode.OK) else f"{context.code.name}: {context.details}"


def ask(text):
    request = api_pb2.GetSuggestionsRequest.FromString(base64.b64decode(text))
    experiment = request.experiment
    answer = {}
    service = SERVICES.get(experiment.spec.algorithm.algorithm_name)
    if service is not None:
        question = api_pb2.ValidateAlgorithmSettingsRequest(experiment=experiment)
        answer["service"] = said(lambda context: service().ValidateAlgorithmSettings(question, context))
        if answer["service"] != "":
            pass
        elif service is enas.EnasService:
            answer["suggestions"] = said(lambda _: enas.SearchSpace(experiment.spec.nas_config.operations))
        else:
            answer["suggestions"] = said(lambda context: service().GetSuggestions(request, context))
    if experiment.spec.early_stopping.algorithm_name != "":
        question = api_pb2.ValidateEarlyStoppingSettingsRequest(early_stopping=experiment.spec.early_stopping)
        medianstop = MedianStopService.__new__(MedianStopService)
        answer["earlyStopping"] = said(lambda context: medianstop.ValidateEarlyStoppingSettings(question, context))
    return answer


answers = sys.stdout
sys.stdout = sys.stderr
for line in sys.stdin:
    answers.write(json.dumps(ask(json.loads(line))) + "\n")
    answers.flush()
