using DenseEdge.Contracts;
using DenseEdge.Training.QuantizationAware;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.QuantizationAware;

public sealed class TeacherLossTests
{
    // Depth 0, 4 has the variance 4, and an error of 1 and 3 the mean square 5. The logits 1, 3, 5, 7 have the variance 5, and
    // an error of 2 in one of four the mean square 1.
    [Fact]
    public void Compute_ByHand_AddsSharesOfEachTasksVariance()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] metres = [1, 1], trueMetres = [0, 4], logits = [1, 3, 5, 9], trueLogits = [1, 3, 5, 7];
        Tensor depth = tensor(metres).requires_grad_();

        Tensor loss = new TeacherLoss().Compute(
            Tasks(depth.reshape(1, 1, 1, 2), tensor(logits).reshape(1, 1, 2, 2)),
            Tasks(tensor(trueMetres).reshape(1, 1, 1, 2), tensor(trueLogits).reshape(1, 1, 2, 2)));

        Assert.Equal((5.0 / 4) + (1.0 / 5), loss.item<float>(), 6);
        Assert.Equal([2.0 * 1 / 2 / 4, 2.0 * -3 / 2 / 4], Numbers.Values(autograd.grad([loss], [depth])[0]));
    }

    // Variances 4 and 0: the second image's error of 2 counts with their mean.
    [Fact]
    public void Compute_OfAFlatImage_CountsWithTheVarianceOfAllSoFar()
    {
        using DisposeScope scope = NewDisposeScope();
        float[] deep = [0, 4], flat = [3, 3], wrong = [5, 5];
        TeacherLoss loss = new();
        Assert.Equal(0, Depth(deep, deep));

        Assert.Equal(4.0 / 2, Depth(wrong, flat), 6);

        double Depth(float[] student, float[] teacher) => loss.Compute(
            new Dictionary<TaskKind, Tensor> { [TaskKind.Depth] = tensor(student) },
            new Dictionary<TaskKind, Tensor> { [TaskKind.Depth] = tensor(teacher) }).item<float>();
    }

    [Fact]
    public void Compute_OfAConstantTeacher_IsFinite()
    {
        using DisposeScope scope = NewDisposeScope();

        Tensor loss = new TeacherLoss().Compute(
            Tasks(ones([1, 1, 2, 2]), zeros([1, 1, 2, 2])), Tasks(ones([1, 1, 2, 2]), zeros([1, 1, 2, 2])));

        Assert.Equal(0, loss.item<float>());
    }

    private static Dictionary<TaskKind, Tensor> Tasks(Tensor depth, Tensor boundaries)
        => new() { [TaskKind.Depth] = depth, [TaskKind.Boundaries] = boundaries };
}
