using DenseEdge.Contracts;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Search;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Search;

public sealed class SupernetHeadTests
{
    [Fact]
    public void NamedParameters_OfAHead_AreTheReferencesNames()
    {
        using SupernetHead head = new(Networks.NyudTasks(5), 16, 8, 4);

        string[] names = [.. head.state_dict().Keys];

        Assert.Contains("atrc_module.cp_blocks.semseg.depth.arch_param", names);
        Assert.Contains("atrc_module.cp_blocks.semseg.depth.op_list.3.query_project.1.bn.running_var", names);
        Assert.DoesNotContain(names, name => name.StartsWith("atrc_module.cp_blocks.semseg.semseg.op_list.3", StringComparison.Ordinal));
        Assert.Contains("atrc_module.bottleneck.edge.conv.weight", names);
    }

    [Fact]
    public void Predict_InTraining_GivesEveryWeightAndPreferenceAGradient()
    {
        using DisposeScope scope = NewDisposeScope();
        using SupernetHead head = new(Networks.NyudTasks(5), 16, 8, 4, seed: 3);
        head.train();
        foreach (var projection in head.named_parameters().Where(named => named.name.Contains("out_proj", StringComparison.Ordinal)))
        {
            using IDisposable withoutGradients = no_grad();
            projection.parameter.add_(0.1);
        }

        HeadOutput output = head.call(Numbers.Uniform(5, 2, 16, 6, 7));
        Tensor sum = output.Final.Values.Concat(output.Auxiliary.Values).Aggregate(zeros([]), (total, part) => total + part.square().sum());
        Tensor[] parameters = [.. head.parameters()];
        IList<Tensor> gradients = autograd.grad([sum + head.MeanEntropy()], parameters, allow_unused: true);

        Assert.All(gradients, gradient => Assert.NotNull(gradient));
    }

    [Fact]
    public void Genotype_OfPreferences_IsTheirLargest()
    {
        using DisposeScope scope = NewDisposeScope();
        using SupernetHead head = new(Networks.NyudTasks(5), 16, 8, 4);
        using (IDisposable withoutGradients = no_grad())
        {
            head.Pairs[(TaskKind.Depth, TaskKind.Boundaries)].Preference.copy_(tensor([0f, 0f, 0f, 0f, 1f]));
            head.Pairs[(TaskKind.Depth, TaskKind.Depth)].Preference.copy_(tensor([0f, 0f, 1f, 0f]));
        }

        Genotype genotype = head.Genotype(step: 40_000);

        Assert.Equal(ContextType.SourceLabel, genotype[TaskKind.Depth, TaskKind.Boundaries]);
        Assert.Equal(ContextType.Local, genotype[TaskKind.Depth, TaskKind.Depth]);
        Assert.Equal(ContextType.None, genotype[TaskKind.SemanticSegmentation, TaskKind.Depth]);
        Assert.Contains("\"step\": 40000", genotype.ToJson(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1.0, -0.02)]
    [InlineData(10_000, 0.7625, 0)]
    [InlineData(40_000, 0.05, 0.06)]
    public void Schedule_OfThePaper_MovesLinearly(int step, double temperature, double entropyWeight)
    {
        SearchSchedule schedule = new(40_000);

        Assert.Equal(temperature, schedule.Temperature(step), 1e-12);
        Assert.Equal(entropyWeight, schedule.EntropyWeight(step), 1e-12);
    }

    [Fact]
    public void GumbelNoise_OfManyDraws_HasTheMeanAndSpreadOfGumbel()
    {
        using DisposeScope scope = NewDisposeScope();

        double[] noise = Numbers.Values(new GumbelNoise(new Random(1)).Draw(20_000));

        Assert.Equal(0.5772, noise.Average(), 0.03);                                // Euler's constant
        double mean = noise.Average();
        Assert.Equal(Math.PI * Math.PI / 6, noise.Average(value => (value - mean) * (value - mean)), 0.06);
    }
}
