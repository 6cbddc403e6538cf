using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Evaluation;
using DenseEdge.Training.Search;
using DenseEdge.Training.Tests.Engine;
using DenseEdge.Training.Tests.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Tests.Search;

public sealed class TaskMeasureTests
{
    private const int Height = TinyRun.Height;
    private const int Width = TinyRun.Width;

    /// <summary>Sums over images, put together, are the metric of the data set.</summary>
    [Theory]
    [InlineData(TaskKind.SemanticSegmentation)]
    [InlineData(TaskKind.Depth)]
    [InlineData(TaskKind.SurfaceNormals)]
    [InlineData(TaskKind.Boundaries)]
    [InlineData(TaskKind.Saliency)]
    public void Value_OfAFewImages_IsTheEvaluationsMetric(TaskKind kind)
    {
        using DisposeScope scope = NewDisposeScope();
        ISampleSource rooms = SearchRooms.Samples(3);
        DenseSample[] samples = [.. Enumerable.Range(0, 3).Select(rooms.Load)];
        TaskSpec task = rooms.Tasks.FirstOrDefault(spec => spec.Kind == kind) ?? new TaskSpec { Kind = kind };
        Tensor prediction = Prediction(task);
        TaskMeasure measure = new(task);
        PredictionScorer expected = new([task]);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = kind == TaskKind.Saliency ? samples[i] with { Saliency = samples[i].Boundaries } : samples[i];
            Add(expected, kind, prediction.narrow(0, i, 1), samples[i]);
        }

        TaskScore score = measure.Score(measure.Value(measure.Count(prediction, samples))!.Value);

        TaskScore main = expected.Scores().Main.Single();
        Assert.Equal(main with { Value = 0 }, score with { Value = 0 });
        Assert.Equal(main.Value, score.Value, 1e-9);
        Assert.True(score.Value > 0.001);
    }

    [Fact]
    public void Value_OfImagesWithoutLabels_IsNull()
    {
        using DisposeScope scope = NewDisposeScope();
        TaskMeasure measure = new(new TaskSpec { Kind = TaskKind.Depth });
        DenseSample bare = SearchRooms.Samples(1).Load(0) with { Depth = null };

        Assert.Null(measure.Value(measure.Count(zeros([1, 1, Height, Width]), [bare])));
    }

    /// <summary>Three images with mean squares 1, 4 and 16: the deviation of the root over all 27 draws of three, by
    /// hand.</summary>
    [Fact]
    public void StandardError_OfManyDraws_IsTheDeviationOverAllDraws()
    {
        TaskMeasure measure = new(new TaskSpec { Kind = TaskKind.Depth });
        double[][] images = [[10, 10], [40, 10], [160, 10]];
        double[] squares = [1, 4, 16];
        double[] roots = [.. squares.SelectMany(a => squares.SelectMany(b => squares.Select(c => Math.Sqrt((a + b + c) / 3))))];
        double mean = roots.Average(), expected = Math.Sqrt(roots.Average(root => (root - mean) * (root - mean)));

        Assert.Equal(expected, measure.StandardError(images, 20_000, seed: 3), 0.02 * expected);
        Assert.Equal(0, measure.StandardError(images, 0, seed: 3));
    }

    private static Tensor Prediction(TaskSpec task) => task.Kind switch
    {
        TaskKind.SemanticSegmentation => Numbers.Uniform(1, 3, task.Classes.Count, Height, Width),
        TaskKind.Depth => Numbers.Uniform(2, 3, 1, Height, Width) + 2,
        TaskKind.SurfaceNormals => Numbers.Uniform(3, 3, 3, Height, Width),
        TaskKind.Boundaries => Numbers.Uniform(4, 3, 1, Height, Width) - 0.5,
        _ => Numbers.Uniform(5, 3, 2, Height, Width),
    };

    private static void Add(PredictionScorer metric, TaskKind task, Tensor prediction, DenseSample sample)
    {
        float[] Floats(Tensor values) => values.contiguous().data<float>().ToArray();
        switch (task)
        {
            case TaskKind.SemanticSegmentation:
                byte[] labels = prediction.argmax(1).to_type(ScalarType.Byte).contiguous().data<byte>().ToArray();
                metric.AddClasses(task, labels, sample.Segmentation!.Labels);
                break;
            case TaskKind.Depth:
                metric.AddDepth(Floats(prediction), sample.Depth!.Meters);
                break;
            case TaskKind.SurfaceNormals:
                metric.AddNormals(Floats(prediction), sample.Normals!.Components);
                break;
            case TaskKind.Boundaries:
                metric.AddBoundaries(Floats(prediction.sigmoid()), sample.Boundaries!.Labels, Height, Width);
                break;
            default:
                metric.AddSaliency(Floats(prediction.softmax(1).narrow(1, 1, 1)), sample.Saliency!.Labels);
                break;
        }
    }
}
