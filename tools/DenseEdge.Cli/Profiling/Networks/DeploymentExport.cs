using DenseEdge.Cli.Converting;
using DenseEdge.Cli.Exporting;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Targets;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Profiling.Networks;

/// <summary>Exports networks of one deployment: the same passes and precision as <c>denseedge export</c>, without its comparison
/// and report.</summary>
internal sealed class DeploymentExport
{
    private readonly TargetProfile _target;
    private readonly ModelPrecision _precision;
    private readonly string? _calibrate;
    private readonly int _images;

    /// <summary>Chooses target and precision.</summary>
    /// <param name="target">The target.</param>
    /// <param name="precision">A precision that it has.</param>
    /// <param name="calibrate">Images that show which ranges the numbers have, for any precision but FP32.</param>
    /// <param name="images">How many of them.</param>
    /// <exception cref="ArgumentException">The target should not run the precision.</exception>
    public DeploymentExport(TargetProfile target, ModelPrecision precision, string? calibrate, int images)
    {
        if (TargetPrecisions.Find(target, precision) is null)
        {
            throw new ArgumentException(TargetPrecisions.Expected(target, precision));
        }

        (_target, _precision, _images) = (target, precision, images);
        _calibrate = precision == ModelPrecision.Float32 ? null : calibrate;
    }

    /// <summary>Writes a network as a model file.</summary>
    /// <param name="network">The network, in evaluation mode.</param>
    /// <param name="path">The ONNX file; it is replaced as a whole.</param>
    /// <param name="trainingData">The name of the data set that it was trained on; null for random weights.</param>
    /// <param name="cancellation">Ends it.</param>
    public void Write(MultiTaskNetwork network, string path, string? trainingData, CancellationToken cancellation)
    {
        ExportOptions options = TargetInterface.Apply(
            new ExportOptions
            {
                Input = TargetInterface.DefaultInput(_target),
                TrainingData = trainingData,
                HasRandomWeights = trainingData is null,
            },
            _target);
        ConversionRequest request = new()
        {
            Plain = OnnxExporter.Build(network, options),
            Source = path,
            Target = _target,
            Integers = new QuantizationOptions
            {
                Flavor = IntegerFlavor.Cpu,
                Calibration = new CalibrationOptions { Images = _images },
            },
            Calibrate = _calibrate,
        };
        using ProgressDisplay silent = new(TextWriter.Null, redraws: false);
        OnnxModel model = new ModelConverter(request, new StageClock(silent), silent, cancellation).Convert(_precision, []).Model;
        string temporary = $"{path}.tmp";
        model.Save(temporary);
        File.Move(temporary, path, overwrite: true);
    }
}
