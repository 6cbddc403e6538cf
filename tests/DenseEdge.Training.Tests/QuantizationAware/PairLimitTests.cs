using DenseEdge.Onnx.Engines;
using DenseEdge.Onnx.Schema;
using DenseEdge.Training.QuantizationAware.Constants;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.QuantizationAware;

public sealed class PairLimitTests
{
    [Fact]
    public void Apply_TakesHalfOfTheExcessFromEach_AndLeavesWhatFits()
    {
        // Two outputs of three channels: pairs are the first two, the third is alone.
        using Tensor units = tensor((float[])[100, 40, 127, -90, -60, -127]).reshape(2, 3, 1, 1);
        using PairLimit limit = PairLimit.Make(new NodeProto { OpType = "Conv" }, [2, 3, 1, 1])!;

        limit.Apply(units);

        float[] found = units.data<float>().ToArray();
        Assert.Equal([94f, 34, 127, -79, -49, -127], found.Select(value => MathF.Round(value, 2)));
    }

    [Fact]
    public void Apply_ToOppositeSigns_ChangesNothing()
    {
        using Tensor units = tensor((float[])[127, -127]).reshape(1, 2, 1, 1);
        using PairLimit limit = PairLimit.Make(new NodeProto { OpType = "Conv" }, [1, 2, 1, 1])!;

        limit.Apply(units);

        Assert.Equal([127f, -127], units.data<float>().ToArray());
    }

    [Fact]
    public void Apply_ToAnything_RoundsToCodesThatFit()
    {
        Random random = new(7);
        int[] dims = [8, 5, 3, 3];
        NodeProto node = new() { OpType = "Conv" };
        float[] values = [.. Enumerable.Range(0, 8 * 45).Select(_ => (random.NextSingle() * 254) - 127)];
        using Tensor units = tensor(values).reshape(8, 5, 3, 3);
        using PairLimit limit = PairLimit.Make(node, [8, 5, 3, 3])!;

        limit.Apply(units);

        float[] codes = [.. units.data<float>().ToArray().Select(value => MathF.Round(value, MidpointRounding.ToEven))];
        Assert.All(SixteenBitPairs.GreatestSums(node, dims, codes), sum => Assert.InRange(sum, 120, SixteenBitPairs.GreatestSum));
    }

    [Fact]
    public void Make_OfADepthwiseConvolution_HasNoPairs()
    {
        NodeProto node = new() { OpType = "Conv" };
        node.Attribute.Add(new AttributeProto { Name = "group", Type = AttributeProto.Types.AttributeType.Int, I = 4 });

        Assert.Null(PairLimit.Make(node, [4, 1, 3, 3]));
    }
}
