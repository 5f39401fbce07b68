"""Makes ONNX files that have to be refused: python make_hostile.py FOLDER. Needs onnx from pip."""

import sys
from pathlib import Path

import numpy as np
from onnx import TensorProto, helper, numpy_helper


def model(nodes, initializers=(), opset=17, shape=("batch", 3, 16, 16)):
    picture = helper.make_tensor_value_info("x", TensorProto.FLOAT, list(shape))
    output = helper.make_tensor_value_info("y", TensorProto.FLOAT, None)
    graph = helper.make_graph(nodes, "graph", [picture], [output], list(initializers))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)])


def numbers(name, values):
    return numpy_helper.from_array(np.array(values, dtype=np.int64), name)


def lying(name, shape):
    """A tensor of 4 bytes that claims to be of `shape`."""
    tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, raw_data=b"\0\0\0\0")
    tensor.dims.extend(shape)
    return tensor


def external(location, offset=0, length=4):
    tensor = TensorProto(name="w", data_type=TensorProto.FLOAT, data_location=TensorProto.EXTERNAL)
    tensor.dims.append(1)
    for key, value in (("location", location), ("offset", offset), ("length", length)):
        tensor.external_data.add(key=key, value=str(value))
    return tensor


def laughs():
    """Each node doubles what the one before made."""
    nodes = [helper.make_node("Concat", ["a0", "a0"], ["a1"], axis=0)]
    nodes += [helper.make_node("Concat", [f"a{i}", f"a{i}"], [f"a{i + 1}"], axis=0) for i in range(1, 60)]
    nodes.append(helper.make_node("Add", ["x", "a60"], ["y"]))
    return model(nodes, [numpy_helper.from_array(np.zeros(1024, np.float32), "a0")])


def wide():
    """Many constants that are allowed one by one."""
    nodes = [helper.make_node("ConstantOfShape", ["shape"], [f"c{i}"]) for i in range(200)]
    nodes += [helper.make_node("Add", [f"s{i - 1}" if i > 1 else "c0", f"c{i}"], [f"s{i}"]) for i in range(1, 200)]
    nodes.append(helper.make_node("Add", ["x", "s199"], ["y"]))
    return model(nodes, [numbers("shape", [8_000_000])])


def deep():
    """Subgraphs within subgraphs."""
    graph = helper.make_graph([], "inner", [], [])
    for _ in range(40):
        node = helper.make_node("If", ["x"], ["y"], then_branch=graph, else_branch=graph)
        graph = helper.make_graph([node], "outer", [], [])
        if graph.ByteSize() > 20_000:
            break
    return model([helper.make_node("If", ["x"], ["y"], then_branch=graph)])


def training():
    """Statistics of the batch: before opset 14 that is what five outputs mean."""
    norm = helper.make_node("BatchNormalization", ["x", "w", "w", "w", "w"], ["a", "b", "c", "d", "e"])
    mean = helper.make_node("ReduceMean", ["a"], ["y"], axes=[2, 3], keepdims=0)
    return model([norm, mean], [numpy_helper.from_array(np.ones(3, np.float32), "w")], opset=9)


def files():
    add = [helper.make_node("Add", ["x", "w"], ["y"])]
    weight = [numpy_helper.from_array(np.zeros(1, np.float32), "w")]
    yield "cycle", model([helper.make_node("Add", ["x", "b"], ["a"]), helper.make_node("Relu", ["a"], ["b"]), helper.make_node("Relu", ["b"], ["y"])])
    yield "missing_value", model([helper.make_node("Add", ["x", "nothing"], ["y"])])
    yield "made_twice", model([helper.make_node("Relu", ["x"], ["y"]), helper.make_node("Tanh", ["x"], ["y"])])
    yield "lying_shape", model(add, [lying("w", [1 << 30])])
    yield "overflowing_shape", model(add, [lying("w", [1 << 40, 1 << 40])])
    yield "negative_shape", model(add, [lying("w", [-1])])
    yield "external_above", model(add, [external("../w.bin")])
    yield "external_absolute", model(add, [external("/etc/passwd")])
    yield "external_absent", model(add, [external("absent.bin")])
    yield "expanded", model([helper.make_node("Expand", ["w", "shape"], ["e"]), helper.make_node("Add", ["x", "e"], ["y"])], weight + [numbers("shape", [1 << 20, 1 << 20])])
    yield "tiled", model([helper.make_node("Tile", ["w", "shape"], ["e"]), helper.make_node("Add", ["x", "e"], ["y"])], weight + [numbers("shape", [1 << 40])])
    yield "endless_range", model([helper.make_node("Range", ["a", "b", "c"], ["e"]), helper.make_node("Reshape", ["x", "e"], ["y"])], [numbers("a", 0), numbers("b", 1 << 50), numbers("c", 1)])
    yield "padded", model([helper.make_node("Pad", ["x", "pads"], ["y"])], [numbers("pads", [0, 0, 1 << 18, 1 << 18] * 2)])
    yield "laughs", laughs()
    yield "wide", wide()
    yield "deep_subgraphs", deep()
    yield "many_pictures", model(add, weight, shape=(1 << 40, 3, 16, 16))
    yield "old_opset", model(add, weight, opset=7)
    yield "unknown_operator", model([helper.make_node("LSTM", ["x"], ["y"], name="memory")])
    yield "no_gradient", model([helper.make_node("Shape", ["x"], ["s"]), helper.make_node("Cast", ["s"], ["c"], to=1), helper.make_node("Unsqueeze", ["c", "axis"], ["y"])], [numbers("axis", [0])])
    yield "training", training()
    yield "no_classifier", model([helper.make_node("Relu", ["x"], ["y"])])
    yield "zero_stride", model([helper.make_node("MaxPool", ["x"], ["y"], kernel_shape=[2, 2], strides=[0, 0])])


def main(folder):
    for name, made in files():
        (folder / f"{name}.onnx").write_bytes(made.SerializeToString())
    whole = model([helper.make_node("Relu", ["x"], ["y"])]).SerializeToString()
    (folder / "truncated.onnx").write_bytes(whole[: len(whole) // 2])
    (folder / "text.onnx").write_bytes(b"no model at all\n")
    (folder / "empty.onnx").write_bytes(b"")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
