using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

public sealed class TrainingTests
{
    [Fact]
    public void SmallNetwork_OnOneBatch_LowersTheLoss()
    {
        manual_seed(5);
        using Sequential network = Network();
        using AdamW optimizer = optim.AdamW(network.named_parameters(), 0.01, 0.9, 0.999);
        using Tensor images = rand(4, 3, 16, 16);
        using Tensor classes = (images.mean([1]) * 3).floor().to_type(ScalarType.Int64);

        float first = Step(network, optimizer, images, classes);
        float last = first;
        for (int i = 0; i < 40; i++)
        {
            last = Step(network, optimizer, images, classes);
        }

        Assert.True(last < 0.7f * first, $"The loss went from {first} to {last}.");
        Assert.All(network.parameters(), parameter => Assert.False(parameter.isnan().any().ToBoolean()));
    }

    [Fact]
    public void TrainingLoop_LeavesNoTensorBehind()
    {
        long empty = LiveTensors.Count();
        using (Sequential network = Network())
        using (SGD optimizer = optim.SGD(network.parameters(), 0.01, 0.9))
        using (Tensor images = rand(2, 3, 8, 8))
        using (Tensor classes = zeros([2, 8, 8], ScalarType.Int64))
        {
            // The first step makes the momentum buffers, which stay.
            Step(network, optimizer, images, classes);
            long before = LiveTensors.Count();
            long created = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (int i = 0; i < 5; i++)
            {
                Step(network, optimizer, images, classes);
            }

            Assert.Equal(before, LiveTensors.Count());
            Assert.Equal(created, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.Equal(empty, LiveTensors.Count());
    }

    [Fact]
    public void SameSeed_GivesTheSameTraining()
    {
        float[] losses = [Run(), Run()];

        Assert.Equal(losses[0], losses[1]);

        static float Run()
        {
            manual_seed(9);
            using Sequential network = Network();
            using SGD optimizer = optim.SGD(network.parameters(), 0.05);
            using Tensor images = rand(2, 3, 8, 8);
            using Tensor classes = randint(3, [2, 8, 8]);
            Step(network, optimizer, images, classes);
            return Step(network, optimizer, images, classes);
        }
    }

    private static Sequential Network() => nn.Sequential(
        nn.Conv2d(3, 8, 3, 1, 1, bias: false),
        nn.BatchNorm2d(8),
        nn.ReLU6(inplace: true),
        nn.Conv2d(8, 8, 3, 1, 1, groups: 8, bias: false),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.Dropout2d(0.1),
        nn.Conv2d(8, 3, 1));

    private static float Step(Sequential network, optim.Optimizer optimizer, Tensor images, Tensor classes)
    {
        using DisposeScope scope = NewDisposeScope();
        optimizer.zero_grad();
        Tensor loss = nn.functional.cross_entropy(network.call(images), classes);
        loss.backward();
        optimizer.step();
        return loss.ToSingle();
    }
}
