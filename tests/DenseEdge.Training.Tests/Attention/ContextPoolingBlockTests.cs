using DenseEdge.Contracts;
using DenseEdge.Training.Attention;
using DenseEdge.Training.Network;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Attention;

public sealed class ContextPoolingBlockTests
{
    private static readonly string[] Layers =
        ["query_project.0", "query_project.1", "key_project.0", "key_project.1", "value_project"];

    [Theory]
    [InlineData(ContextType.Global)]
    [InlineData(ContextType.Local)]
    [InlineData(ContextType.TargetLabel)]
    [InlineData(ContextType.SourceLabel)]
    public void Forward_OfEveryType_HasTheContextChannels(ContextType type)
    {
        using DisposeScope scope = NewDisposeScope();
        using ContextPoolingBlock block = new(type, 6, 3);
        Tensor maps = Numbers.Uniform(3, 2, 4, 35).softmax(2);

        Tensor context = block.call(Numbers.Uniform(1, 2, 6, 5, 7), Numbers.Uniform(2, 2, 6, 5, 7), maps);

        Assert.Equal([2, 3, 5, 7], context.shape);
    }

    [Theory]
    [InlineData(ContextType.Global)]
    [InlineData(ContextType.Local)]
    [InlineData(ContextType.TargetLabel)]
    [InlineData(ContextType.SourceLabel)]
    public void Forward_OfEveryType_AsksWithTheTargetAndReadsTheSource(ContextType type)
    {
        using DisposeScope scope = NewDisposeScope();
        using ContextPoolingBlock block = new(type, 6, 3);
        block.eval();
        bool isLabel = type is ContextType.TargetLabel or ContextType.SourceLabel;
        Tensor target = Numbers.Uniform(1, 1, 6, 5, 7);
        Tensor source = Numbers.Uniform(2, 1, 6, 5, 7);
        Tensor maps = Numbers.Uniform(3, 1, 4, 35).softmax(2);
        Tensor read = isLabel ? LabelContext.Describe(maps, source) : source;
        Map query = new(Project(block.QueryProjection, target, type), 0);
        Map key = new(Project(block.KeyProjection, read, type), 0);
        Map value = new(block.ValueProjection.call(read), 0);

        double[] actual = Numbers.Values(block.call(target, source, maps));

        double[] expected = isLabel ? AttentionReference.Label(query, key, value)
            : type == ContextType.Global ? AttentionReference.Global(query, key, value)
            : AttentionReference.Local(query, key, value, LocalContext.PaperWindow);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Constructor_ForAnyType_NamesParametersAsTheAuthorsDo()
    {
        using ContextPoolingBlock block = new(ContextType.Global, 6, 3);
        string[] names = [.. block.named_parameters().Select(parameter => parameter.name)];

        Assert.Equal(
            Layers.SelectMany(layer => new[] { $"{layer}.conv.weight", $"{layer}.bn.weight", $"{layer}.bn.bias" })
                .Order(StringComparer.Ordinal),
            names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Forward_OfALabelTypeWithoutMaps_Throws()
    {
        using DisposeScope scope = NewDisposeScope();
        using ContextPoolingBlock block = new(ContextType.TargetLabel, 6, 3);
        Tensor features = Numbers.Uniform(1, 1, 6, 5, 7);

        Assert.Throws<ArgumentNullException>(() => block.call(features, features, null));
    }

    [Fact]
    public void Constructor_ForNone_Throws()
        => Assert.Throws<ArgumentException>(() => new ContextPoolingBlock(ContextType.None, 6, 3));

    [Fact]
    public void Block_BuiltInsideAScope_KeepsItsWeights()
    {
        ContextPoolingBlock block;
        using (NewDisposeScope())
        {
            block = new ContextPoolingBlock(ContextType.Local, 6, 3);
        }

        using (block)
        using (NewDisposeScope())
        {
            Tensor features = Numbers.Uniform(1, 1, 6, 5, 7);
            Assert.Equal([1, 3, 5, 7], block.call(features, Numbers.Uniform(2, 1, 6, 5, 7), null).shape);
        }
    }

    /// <summary>ReLU after both layers; after the second of the global type softplus instead.</summary>
    private static Tensor Project(IReadOnlyList<ConvBnRelu> layers, Tensor input, ContextType type)
    {
        Tensor hidden = layers[0].Norm.call(layers[0].Conv.call(input)).relu();
        Tensor output = layers[1].Norm.call(layers[1].Conv.call(hidden));
        return type == ContextType.Global ? nn.functional.softplus(output) : output.relu();
    }
}
