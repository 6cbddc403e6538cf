namespace DenseEdge.Quantization.Calibration;

/// <summary>What calibration saw: one run over the images, from which every flavour of quantisation takes its ranges.</summary>
public sealed class CalibrationTable
{
    private readonly Dictionary<string, TensorStatistics> _tensors;

    internal CalibrationTable(string source, int images, IEnumerable<TensorStatistics> tensors)
    {
        Source = source;
        Images = images;
        _tensors = tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>What the images were.</summary>
    public string Source { get; }

    /// <summary>Number of images.</summary>
    public int Images { get; }

    /// <summary>Every tensor, in the order of the graph.</summary>
    public IReadOnlyCollection<TensorStatistics> Tensors => _tensors.Values;

    /// <summary>Finds a tensor.</summary>
    /// <param name="name">Its name in the graph.</param>
    /// <returns>What calibration saw of it; null if it was not looked at.</returns>
    public TensorStatistics? Find(string name) => _tensors.GetValueOrDefault(name);
}
