using DenseEdge.Contracts;
using DenseEdge.Training.Search;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Search;

public sealed class ContextMixtureTests
{
    [Theory]
    [InlineData(false, 5)]
    [InlineData(true, 4)]
    public void Preference_AtTheStart_IsZeroWithOneNumberPerTypeAndNone(bool isSelf, int count)
    {
        using ContextMixture mixture = new(isSelf, 6, 4);

        Assert.Equal(new double[count], Numbers.Values(mixture.Preference));
        Assert.DoesNotContain(mixture.named_parameters(), named => named.name.Contains("value_project.bn", StringComparison.Ordinal));
    }

    [Fact]
    public void Call_WithSoftWeights_SumsAllTypesAndNothingForNone()
    {
        using DisposeScope scope = NewDisposeScope();
        using ContextMixture mixture = new(isSelf: false, 6, 4);
        mixture.eval();
        PairFeatures pair = Pair();

        Tensor mixed = mixture.call(pair, ContextWeights.Mixed(tensor([0.4f, 0.1f, 0.2f, 0.05f, 0.25f])));

        Tensor expected = (mixture.Context(1, pair) * 0.1) + (mixture.Context(2, pair) * 0.2)
            + (mixture.Context(3, pair) * 0.05) + (mixture.Context(4, pair) * 0.25);
        Assert.True(mixed.allclose(expected, 1e-5, 1e-6));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Call_WithOneHotWeights_ComputesOneTypeAlone(int code)
    {
        using DisposeScope scope = NewDisposeScope();
        using ContextMixture mixture = new(isSelf: false, 6, 4);
        mixture.eval();
        PairFeatures pair = Pair();

        Tensor output = mixture.call(pair, ContextWeights.OneHot(code));

        Tensor expected = code == 0 ? zeros([2, 4, 5, 7]) : mixture.Context(code, pair);
        Assert.True(output.allclose(expected));
    }

    [Theory]
    [InlineData(0.84f, false)]      // softmax leads by 0.296
    [InlineData(0.87f, true)]       // by 0.307
    public void TryFreeze_AtTheGap_KeepsTheLeaderForGood(float lead, bool freezes)
    {
        using DisposeScope scope = NewDisposeScope();
        using ContextMixture mixture = new(isSelf: true, 6, 4);
        Set(mixture, [0f, 0f, lead, -2f]);
        float[] p = mixture.Preference.softmax(0).data<float>().ToArray();
        Assert.Equal(freezes, p[2] - p[0] >= 0.3);

        Assert.Equal(freezes, mixture.TryFreeze());
        Set(mixture, [9f, 0f, 0f, 0f]);

        Assert.Equal(freezes ? ContextType.Local : ContextType.None, mixture.Choice);
        Assert.Equal(freezes, mixture.named_buffers().Any(named => named.name == "fixed_weights"));
    }

    [Fact]
    public void Sample_OfAFrozenPair_IgnoresTheNoise()
    {
        using DisposeScope scope = NewDisposeScope();
        using ContextMixture mixture = new(isSelf: false, 6, 4);
        mixture.Freeze(4);

        ContextWeights weights = mixture.Sample(tensor([9f, 0f, 0f, 0f, 0f]), 0.5);

        Assert.Null(weights.Soft);
        Assert.Equal(4, weights.Index);
    }

    [Fact]
    public void Entropy_OfEqualPreferences_IsTheLogarithmOfTheirNumber()
    {
        using DisposeScope scope = NewDisposeScope();
        using ContextMixture mixture = new(isSelf: false, 6, 4);

        Assert.Equal(Math.Log(5), mixture.Entropy().item<float>(), 1e-6);
    }

    private static void Set(ContextMixture mixture, float[] preference)
    {
        using IDisposable withoutGradients = no_grad();
        mixture.Preference.copy_(tensor(preference));
    }

    private static PairFeatures Pair() => new(
        Numbers.Uniform(1, 2, 6, 5, 7), Numbers.Uniform(2, 2, 6, 5, 7),
        Numbers.Uniform(3, 2, 3, 35).softmax(2), Numbers.Uniform(4, 2, 4, 35).softmax(2));
}
