using DenseEdge.Cli.Quantizing;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Imaging;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Cli.ModelComparison;

/// <summary>Images to compare models on: the test split of a data set, or a folder of image files.</summary>
internal sealed class ComparisonImages : ICalibrationSource
{
    private readonly ImageInput _input;
    private readonly IReadOnlyList<string> _files;

    private ComparisonImages(string name, ISampleSource? samples, IReadOnlyList<string> files, ImageInput input)
        => (Name, Samples, _files, _input) = (name, samples, files, input);

    /// <inheritdoc/>
    public int Count => Samples?.Count ?? _files.Count;

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>The samples with their labels; null for a folder of images.</summary>
    public ISampleSource? Samples { get; }

    /// <summary>Opens what a user names.</summary>
    /// <param name="argument">A data set as <c>--data</c> takes it, or a folder of images.</param>
    /// <param name="input">The models' input.</param>
    /// <exception cref="InvalidDataException">The data set has faults, or there is no image.</exception>
    public static ComparisonImages Open(string argument, ImageInput input)
    {
        // A data set keeps its images and labels in folders of their own.
        if (argument != DataSets.Synthetic && Directory.Exists(argument) && !Directory.EnumerateDirectories(argument).Any())
        {
            List<string> files =
                [.. Directory.EnumerateFiles(argument).Where(ImageFile.HasImageExtension).Order(StringComparer.Ordinal)];
            return files.Count > 0
                ? new ComparisonImages(argument, null, files, input)
                : throw new InvalidDataException($"{argument}: expected a data set or image files, found none.");
        }

        DataSplits data = DataSets.Open(argument, (input.Height, input.Width));
        return new ComparisonImages($"{data.Name}, test split", data.Test, [], input);
    }

    /// <inheritdoc/>
    public IReadOnlyList<CalibrationInput> Load(int index) => [_input.Prepare(Image(index))];

    /// <summary>Reads one image at its own size.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public Rgb24Image Image(int index) => Samples?.Load(index).Image ?? ImageFile.Read(_files[index]);

    /// <summary>Names one image.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    public string Id(int index) => Samples?.Load(index).Id ?? Path.GetFileName(_files[index]);
}
