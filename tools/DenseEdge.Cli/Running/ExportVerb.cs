using System.Globalization;
using DenseEdge.Onnx;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Export;

namespace DenseEdge.Cli.Running;

/// <summary>denseedge export.</summary>
internal static class ExportVerb
{
    /// <summary>Writes the ONNX file of a run.</summary>
    /// <param name="runFolder">The run.</param>
    /// <param name="output">The file; null for the run folder's model.onnx.</param>
    public static int Run(string runFolder, string? output)
    {
        string path = output ?? RunFolder.ModelPath(runFolder);
        using TrainedNetwork trained = TrainedNetwork.Load(runFolder);
        OnnxModelSummary summary = Export(trained, path);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{path}: {new FileInfo(path).Length / 1024} KiB, "
            + $"{trained.Network.parameters().Sum(parameter => parameter.numel()) / 1e6:F3} M parameters, "
            + $"{summary.MultiplyAdds / 1e9:F3} GMAC. Next: ./denseedge predict {path} <image, folder or video>"));
        return 0;
    }

    /// <summary>Writes the ONNX file of a trained network.</summary>
    /// <param name="trained">The network.</param>
    /// <param name="path">The file.</param>
    /// <returns>What the model holds.</returns>
    public static OnnxModelSummary Export(TrainedNetwork trained, string path) =>
        OnnxExporter.Export(trained.Network, path, trained.Configuration.DataName);
}
