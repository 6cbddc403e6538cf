using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Imaging;
using DenseEdge.Quantization.Calibration;

namespace DenseEdge.Cli.Quantizing;

/// <summary>Images for a calibration: the training split of a data set, or a folder of image files.</summary>
internal sealed class CalibrationImages : ICalibrationSource
{
    private readonly ImageInput _input;
    private readonly Func<int, Rgb24Image> _load;

    private CalibrationImages(string name, int count, Func<int, Rgb24Image> load, ImageInput input)
    {
        Name = name;
        Count = count;
        _load = load;
        _input = input;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens what a user names.</summary>
    /// <param name="argument">A data set as <c>--data</c> takes it, or a folder of images.</param>
    /// <param name="input">The model's input.</param>
    /// <exception cref="InvalidDataException">There is no image, or the data set has faults.</exception>
    public static CalibrationImages Open(string argument, ImageInput input)
    {
        if (FilesOf(argument) is { } files)
        {
            return new CalibrationImages(argument, files.Count, index => ImageFile.Read(files[index]), input);
        }

        DataSplits data = DataSets.Open(argument, (input.Height, input.Width));
        ISampleSource train = data.Train;
        return new CalibrationImages($"{data.Name}, training split", train.Count, index => train.Load(index).Image, input);
    }

    /// <summary>Whether an argument names a plain folder of images: a data set has its images and labels in folders of their
    /// own.</summary>
    /// <param name="argument">What the user named.</param>
    public static bool IsFolderOfImages(string argument)
        => argument != DataSets.Synthetic && Directory.Exists(argument) && !Directory.EnumerateDirectories(argument).Any();

    /// <summary>Finds the images of a plain folder.</summary>
    /// <param name="argument">What the user named.</param>
    /// <returns>Their paths in a fixed order; null for anything else than such a folder.</returns>
    public static IReadOnlyList<string>? FilesOf(string argument) => IsFolderOfImages(argument)
        ? [.. Directory.EnumerateFiles(argument).Where(ImageFile.HasImageExtension).Order(StringComparer.Ordinal)]
        : null;

    /// <summary>Makes sure that there is an image, before anything is computed.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public void RequireAny()
    {
        if (Count == 0)
        {
            throw new InvalidDataException($"{Name}: expected images to calibrate with, found none.");
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<CalibrationInput> Load(int index) => [_input.Prepare(_load(index))];
}
