using DenseEdge.Contracts;
using DenseEdge.Training.Heads;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Heads;

public sealed class PadNetHeadTests
{
    private static readonly TaskSpec[] Tasks = [new() { Kind = TaskKind.Depth }, new() { Kind = TaskKind.SurfaceNormals }];

    [Fact]
    public void Predict_ByHand_IsFeaturesPlusGatedMessages()
    {
        using DisposeScope scope = NewDisposeScope();
        using PadNetHead head = new(Tasks, 6, 4);
        head.eval();
        Tensor input = Numbers.Uniform(1, 2, 6, 5, 7);

        HeadOutput output = head.call(input);

        Tensor depth = head.FeatureHeads[TaskKind.Depth].call(input);
        Tensor normals = head.FeatureHeads[TaskKind.SurfaceNormals].call(input);
        GatedMessage message = head.Messages[TaskKind.Depth][TaskKind.SurfaceNormals];
        Tensor distilled = depth + (message.Attention.call(normals).sigmoid() * message.Conv.call(normals));
        Tensor expected = head.FinalLogits[TaskKind.Depth].call(head.Decoders[TaskKind.Depth].call(distilled));
        Assert.True(Numbers.Difference(expected, output.Final[TaskKind.Depth]) < 1e-6);
        Assert.True(Numbers.Difference(
            head.InitialLogits[TaskKind.Depth].call(depth), output.Initial[TaskKind.Depth]) < 1e-6);
        Assert.Equal([2, 3, 5, 7], output.Initial[TaskKind.SurfaceNormals].shape);
        Assert.Single(head.Messages[TaskKind.Depth]);
    }

    [Fact]
    public void InitialPredictions_PassGradientsToTheFeatures()
    {
        using DisposeScope scope = NewDisposeScope();
        using PadNetHead head = new(Tasks, 6, 4);
        Tensor input = Numbers.Uniform(1, 2, 6, 5, 7).requires_grad_();

        Tensor gradient = autograd.grad([head.call(input).Initial[TaskKind.Depth].square().sum()], [input])[0];

        Assert.Contains(Numbers.Values(gradient), value => value != 0);
    }
}
