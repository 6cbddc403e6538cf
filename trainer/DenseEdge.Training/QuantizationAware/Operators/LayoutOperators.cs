using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware.Operators;

/// <summary>Operators that only move elements.</summary>
internal static class LayoutOperators
{
    /// <summary>The rules by operator.</summary>
    public static IReadOnlyDictionary<string, OperatorRule> Rules { get; } = new Dictionary<string, OperatorRule>
    {
        // Shapes are static: where they only say how the same elements are counted, the result's shape says it all.
        ["Reshape"] = Reshape,
        ["Flatten"] = Reshape,
        ["Squeeze"] = Reshape,
        ["Unsqueeze"] = Reshape,
        ["Expand"] = call => [call.Input(0).expand(call.OutputShape())],
        ["Transpose"] = call => [Transpose(call)],
        ["Concat"] = call => [Concat(call)],
        ["Slice"] = call => [Slice(call)],
        ["Split"] = Split,
        ["Pad"] = call => [Pad(call)],
        ["Gather"] = call => [Gather(call)],
    };

    private static Tensor[] Reshape(OperatorCall call) => [call.Input(0).reshape(call.OutputShape())];

    private static Tensor Transpose(OperatorCall call)
    {
        long rank = call.InputShape(0).Count;
        return call.Input(0).permute(call.Integers("perm") ?? [.. Enumerable.Range(0, (int)rank).Select(i => rank - 1 - i)]);
    }

    private static Tensor Concat(OperatorCall call)
        => cat([.. Enumerable.Range(0, call.InputCount).Select(call.Input)], call.Axis(call.Integer("axis", 0)));

    private static Tensor Slice(OperatorCall call)
    {
        long[] starts = call.IntegersOrInput("starts", 1)!;
        long[] ends = call.IntegersOrInput("ends", 2)!;
        long[] axes = call.IntegersOrInput("axes", 3) ?? [.. Enumerable.Range(0, starts.Length).Select(i => (long)i)];
        long[] steps = call.Has(4) ? call.ConstantIntegers(4) : [.. starts.Select(_ => 1L)];
        Tensor result = call.Input(0);
        for (int i = 0; i < starts.Length; i++)
        {
            long axis = call.Axis(axes[i]);
            long size = call.InputShape(0)[(int)axis];
            if (steps[i] < 1)
            {
                throw call.Fault("steps of at least 1", $"{steps[i]}");
            }

            result = result.slice(axis, Position(starts[i], size), Position(ends[i], size), steps[i]);
        }

        return result;
    }

    private static long Position(long index, long size) => Math.Clamp(index < 0 ? index + size : index, 0, size);

    private static Tensor[] Split(OperatorCall call)
    {
        long axis = call.Axis(call.Integer("axis", 0));
        Tensor[] parts = new Tensor[call.Node.Output.Count];
        long start = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            long length = call.OutputShape(i)[axis];
            parts[i] = call.Input(0).narrow(axis, start, length);
            start += length;
        }

        return parts;
    }

    private static Tensor Pad(OperatorCall call)
    {
        string mode = call.Text("mode", "constant");
        if (mode != "constant")
        {
            throw call.Fault("constant padding", mode);
        }

        // ONNX: all beginnings, then all ends, first axis first. Torch: beginning and end per axis, last axis first.
        long[] pads = call.IntegersOrInput("pads", 1)!;
        int rank = pads.Length / 2;
        double value = call.Has(2) ? call.ConstantFloats(2)[0] : call.Real("value", 0);
        long[] pairs = [.. Enumerable.Range(0, rank).Reverse().SelectMany(axis => new[] { pads[axis], pads[rank + axis] })];
        return nn.functional.pad(call.Input(0), pairs, PaddingModes.Constant, value);
    }

    private static Tensor Gather(OperatorCall call)
    {
        long axis = call.Axis(call.Integer("axis", 0));
        long size = call.InputShape(0)[(int)axis];
        Tensor indices = tensor([.. call.ConstantIntegers(1).Select(index => index < 0 ? index + size : index)]);
        return call.Input(0).index_select(axis, indices).reshape(call.OutputShape());
    }
}
