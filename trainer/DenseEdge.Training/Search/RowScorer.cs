using System.ComponentModel.DataAnnotations;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Search.Space;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace DenseEdge.Training.Search;

/// <summary>
/// Scores rows of the genotype in a trained supernet. The prediction of a task depends on its own row alone, so the scores
/// of all rows of all tasks are those of every genotype (<see cref="RowTable"/>). A row's score does not depend on what else
/// is scored, so rows can be split over processes at will.
/// </summary>
/// <remarks>
/// Everything before a task's projection is computed once per image. Batch normalisation is estimated anew on training images
/// without augmentation: what does not depend on the row by a pass over them (cumulative average), the two norms that do in
/// closed form from the covariance of the projected contexts. Not safe for several threads at once.
/// </remarks>
public sealed class RowScorer : IDisposable
{
    private readonly CalibratedSupernet _supernet;
    private readonly GenotypeSpace _space;
    private readonly ISampleSource _validation;
    private readonly RowScoringOptions _options;

    private RowScorer(CalibratedSupernet supernet, GenotypeSpace space, ISampleSource validation, RowScoringOptions options)
        => (_supernet, _space, _validation, _options) = (supernet, space, validation, options);

    /// <summary>What the supernet was trained with.</summary>
    public RunConfiguration Configuration => _supernet.Configuration;

    /// <summary>Loads a supernet and estimates its batch normalisation.</summary>
    /// <param name="folder">The folder of a <see cref="SupernetTraining"/>.</param>
    /// <param name="space">The space that the rows are of: the supernet's tasks in its order, contexts that it was trained
    /// with.</param>
    /// <param name="training">The samples that it was trained on.</param>
    /// <param name="validation">The samples to score on: not the test split, and best not among the training samples.</param>
    /// <param name="options">How many images; null for the defaults.</param>
    /// <exception cref="InvalidDataException">The folder is no supernet's, or holds no checkpoint that can be read.</exception>
    /// <exception cref="ArgumentException">The space is not the supernet's, or there are no samples.</exception>
    public static RowScorer Load(
        string folder, GenotypeSpace space, ISampleSource training, ISampleSource validation, RowScoringOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        options ??= new RowScoringOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        if (training.Count == 0 || validation.Count == 0)
        {
            throw new ArgumentException(
                $"Expected samples, got {training.Count} for training and {validation.Count} for validation.");
        }

        (RunConfiguration configuration, SupernetOptions search) = SupernetFolder.Load(folder);
        RequireSameSpace(folder, space, configuration, search);
        return new RowScorer(CalibratedSupernet.Load(folder, training, options), space, validation, options);
    }

    /// <summary>Scores consecutive rows of one task.</summary>
    /// <param name="target">Index of the task in the space.</param>
    /// <param name="firstRow">The first row, in the space's numbers.</param>
    /// <param name="rowCount">How many rows, at least 1.</param>
    /// <param name="progress">Told the share that is done, 0 to 1, after every batch of images.</param>
    /// <param name="cancellation">Ends the work with an exception.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such task or row.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="InvalidDataException">A sample could not be read, or no validation image has a label of the
    /// task.</exception>
    public IReadOnlyList<RowScore> Score(
        int target, int firstRow, int rowCount, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(target, _space.Tasks.Count);
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstRow + (long)rowCount, _space.RowCount(target), nameof(rowCount));
        using DisposeScope scope = NewDisposeScope();
        TaskMeasure measure = new(Configuration.Network.Tasks[target]);
        (RowTerms terms, RowMoments moments) = _supernet.Rows(_space.Tasks[target]);
        RowPrediction[] rows = [.. Enumerable.Range(firstRow, rowCount)
            .Select(row => Fold(terms, moments, _space.Row(target, row)))];
        double[][][] counts = Count(rows, terms, measure, progress, cancellation);
        Array.ForEach(rows, row => row.Dispose());
        return [.. counts.Select((images, row) => Summarise(firstRow + row, images, measure))];
    }

    /// <inheritdoc/>
    public void Dispose() => _supernet.Dispose();

    /// <summary>Computes the prediction of a task for one row in the way that scores are computed.</summary>
    internal Tensor Predict(int target, IReadOnlyList<ContextType> row, Tensor images)
    {
        using DisposeScope scope = NewDisposeScope();
        (RowTerms terms, RowMoments moments) = _supernet.Rows(_space.Tasks[target]);
        using RowPrediction prediction = Fold(terms, moments, row);
        return prediction.Compute(terms.Compute(images), images.shape[2], images.shape[3]).MoveToOuterDisposeScope();
    }

    private static RowPrediction Fold(RowTerms terms, RowMoments moments, IReadOnlyList<ContextType> row)
    {
        using DisposeScope scope = NewDisposeScope();
        return new RowPrediction(terms, row, moments.Norms(row));
    }

    private static void RequireSameSpace(
        string folder, GenotypeSpace space, RunConfiguration configuration, SupernetOptions search)
    {
        TaskKind[] tasks = [.. configuration.Network.Tasks.Select(task => task.Kind)];
        if (!space.Tasks.SequenceEqual(tasks))
        {
            throw new ArgumentException(
                $"Expected a space over the tasks of the supernet in '{folder}' "
                + $"[{string.Join(", ", tasks.Select(TaskKinds.Key))}], got "
                + $"[{string.Join(", ", space.Tasks.Select(TaskKinds.Key))}].", nameof(space));
        }

        ContextType[] untrained = [.. Enum.GetValues<ContextType>()
            .Where(type => type != ContextType.None && search.Contexts?.Contains(type) == false && Allows(space, type))];
        if (untrained.Length > 0)
        {
            throw new ArgumentException(
                $"The supernet in '{folder}' was trained without {string.Join(", ", untrained)}, which the space allows. "
                + "Use a space without them, or train another supernet.", nameof(space));
        }
    }

    private static bool Allows(GenotypeSpace space, ContextType type)
    {
        // Off the diagonal, where there is one, every context of the space occurs.
        ContextType[] row = new ContextType[space.Tasks.Count];
        row[^1] = type;
        return space.IndexOf(0, row) >= 0;
    }

    /// <summary>Counts every image under every row: [row][image][number].</summary>
    private double[][][] Count(
        RowPrediction[] rows, RowTerms terms, TaskMeasure measure, IProgress<double>? progress, CancellationToken cancellation)
    {
        List<double[]>[] counts = [.. rows.Select(_ => new List<double[]>())];
        NetworkOptions shape = Configuration.Network;
        foreach ((Tensor images, IReadOnlyList<DenseSample> samples) in
            _supernet.Batches(_validation, Enumerable.Range(0, _validation.Count)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor[] computed = terms.Compute(images);
            for (int row = 0; row < rows.Length; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                using DisposeScope inner = NewDisposeScope();
                counts[row].AddRange(measure.Count(rows[row].Compute(computed, shape.InputHeight, shape.InputWidth), samples));
            }

            progress?.Report((double)counts[0].Count / _validation.Count);
        }

        return [.. counts.Select(images => images.ToArray())];
    }

    private RowScore Summarise(int row, double[][] images, TaskMeasure measure)
    {
        double value = measure.Value(images) ?? throw new InvalidDataException(
            $"Expected validation images with labels of {measure.Task.Kind.Key()}, found none in {images.Length} images.");
        double error = measure.StandardError(images, _options.Resamples, _options.Seed);
        return new RowScore(row, measure.Score(value), error, [.. images.Select(image => measure.Value([image]))]);
    }
}
