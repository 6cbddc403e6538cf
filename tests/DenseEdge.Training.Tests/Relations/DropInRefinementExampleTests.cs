using DenseEdge.Examples.DropInRefinement;
using TorchSharp;

namespace DenseEdge.Training.Tests.Relations;

public sealed class DropInRefinementExampleTests
{
    [Fact]
    public void Example_TrainedForSomeSteps_LowersItsLossAndUsesTheContext()
    {
        torch.manual_seed(1);
        using ThreeTaskNetwork network = new();

        IReadOnlyList<double> losses = Example.Train(network, steps: 40);

        double first = losses.Take(5).Average(), last = losses.TakeLast(5).Average();
        Assert.True(last < 0.7 * first, $"The loss went from {first} to {last}.");

        // The projections start at zero: training has made the tasks read each other.
        Assert.All(["material", "height", "shadow"], task => Assert.True(
            network.get_parameter($"context.out_proj.{task}.bn.weight")!.abs().max().item<float>() > 1e-3));
    }
}
