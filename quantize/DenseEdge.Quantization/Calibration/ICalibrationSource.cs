namespace DenseEdge.Quantization.Calibration;

/// <summary>Images that show a model what its activations will be, brought into the form of the model's inputs.</summary>
public interface ICalibrationSource
{
    /// <summary>Number of images.</summary>
    int Count { get; }

    /// <summary>What the images are, for messages and reports, such as a folder's path.</summary>
    string Name { get; }

    /// <summary>Reads one image.</summary>
    /// <param name="index">From 0 to <see cref="Count"/> − 1.</param>
    /// <returns>One value for every input of the graph.</returns>
    IReadOnlyList<CalibrationInput> Load(int index);
}
