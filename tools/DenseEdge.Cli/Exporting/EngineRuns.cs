using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Targets;
using DenseEdge.Sdk;

namespace DenseEdge.Cli.Exporting;

/// <summary>Runs models that are not written yet through the SDK, as a device would: they lie in a folder of their own for as
/// long as this lives.</summary>
internal sealed class EngineRuns : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("denseedge-export-").FullName;
    private int _models;

    /// <summary>Loads a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="plan">How it was made. Integers for another engine are computed as that engine does it: node by node,
    /// without this one's fusions.</param>
    public DensePredictor Load(OnnxModel model, ExportPlan plan)
    {
        string path = Path.Combine(_folder, $"{_models++}.onnx");
        model.Save(path);
        bool optimize = !plan.Flavour.IsQuantized || plan.Target.Engine == TargetEngine.Cpu;
        return MeasuredModel.Load(path, optimize);
    }

    /// <summary>Compares the answers of two models.</summary>
    /// <param name="expected">The plain model.</param>
    /// <param name="found">The other model.</param>
    /// <param name="frames">The frames.</param>
    public static ModelAgreement Compare(DensePredictor expected, DensePredictor found, AgreementFrames frames)
    {
        ModelAgreement agreement = new();
        foreach (Rgb24Image frame in frames.Frames)
        {
            using DensePrediction left = expected.Run(frame), right = found.Run(frame);
            agreement.Add(left, right);
        }

        return agreement;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
