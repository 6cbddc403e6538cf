using DenseEdge.Contracts;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.QuantizationAware;

/// <summary>
/// How far an integer model's predictions are from those of the float model that it was made from: per task the mean squared
/// difference as a share of the variance that float predictions have within an image, so that metres, logits and normals count
/// alike. The variance is the mean over all images so far: single ones may show nothing but a wall.
/// </summary>
/// <remarks>Distillation for quantised networks as in Polino et al. and in Mishra and Marr ("Apprentice"), both ICLR 2018, but on
/// the predictions themselves: the student is the teacher's own rounding, so it can reach them, and the loss is 0 where rounding
/// does no harm. Labels of a few images pull a trained network about; the teacher doesn't.</remarks>
internal sealed class TeacherLoss
{
    // A constant prediction has no variance of its own.
    private const double LeastVariance = 1e-6;

    private readonly Dictionary<TaskKind, (double Sum, int Images)> _variances = [];

    /// <summary>Computes the loss of one image.</summary>
    /// <param name="student">The integer model's predictions by task, with gradients.</param>
    /// <param name="teacher">The float model's, of the same shapes.</param>
    /// <returns>The sum over the tasks, a scalar; 1 per task would be as bad as predicting the mean.</returns>
    public Tensor Compute(IReadOnlyDictionary<TaskKind, Tensor> student, IReadOnlyDictionary<TaskKind, Tensor> teacher)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor total = zeros([]);
        foreach ((TaskKind task, Tensor prediction) in student)
        {
            Tensor target = teacher[task].detach();
            total = total + ((prediction - target).square().mean() / MeanVariance(task, target));
        }

        return total.MoveToOuterDisposeScope();
    }

    private double MeanVariance(TaskKind task, Tensor target)
    {
        (double sum, int images) = _variances.GetValueOrDefault(task);
        (sum, images) = (sum + target.var(unbiased: false).item<float>(), images + 1);
        _variances[task] = (sum, images);
        return Math.Max(sum / images, LeastVariance);
    }
}
