using DenseEdge.Contracts;
using DenseEdge.Data;
using DenseEdge.Onnx;
using DenseEdge.Onnx.Graphs;
using DenseEdge.Onnx.Passes;
using DenseEdge.Onnx.Rewrites;
using DenseEdge.Quantization.Calibration;
using DenseEdge.Quantization.Integers;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Export;
using DenseEdge.Training.Network;
using DenseEdge.Training.QuantizationAware;
using DenseEdge.Training.Tests.Engine;
using DenseEdge.Training.Tests.Export;

namespace DenseEdge.Training.Tests.QuantizationAware;

/// <summary>A small network for rooms and its integer model, made as an export makes them.</summary>
internal sealed class QuantizedRooms : ICalibrationSource
{
    private QuantizedRooms(IntegerFlavor flavor, bool resizesIntegers)
    {
        using MultiTaskNetwork network = LivelyNetwork.Create(Run.Network, 3);
        OnnxGraph graph = OnnxGraph.Open(OnnxExporter.Build(network, "rooms"), "rooms");
        GraphPasses.CleanUp(graph);
        foreach (IGraphPass pass in flavor == IntegerFlavor.Cpu ? CpuRewrites.PassesFor(7) : [])
        {
            pass.Apply(graph);
        }

        Original = graph.ToModel();
        QuantizationOptions options = new()
        {
            Flavor = flavor,
            Method = CalibrationMethod.MinMax,
            Exclude = resizesIntegers ? [] : ["*/Resize_*"],
        };
        Quantized = Quantizer.Quantize(Original, this, options).Model;
        LimitsPairs = options.LimitsPairs;
    }

    /// <summary>The run that the network could come from.</summary>
    public RunConfiguration Run { get; } = TinyRun.Configuration(steps: 1);

    /// <summary>The samples.</summary>
    public ISampleSource Samples { get; } = TinyRun.Samples();

    /// <summary>The float graph that was quantised.</summary>
    public OnnxModel Original { get; }

    /// <summary>The integer model.</summary>
    public OnnxModel Quantized { get; }

    /// <summary>Whether pairs of its codes fit sums of 16 bits.</summary>
    public bool LimitsPairs { get; }

    /// <inheritdoc/>
    public int Count => Samples.Count;

    /// <inheritdoc/>
    public string Name => "rooms";

    /// <summary>Makes network and integer model.</summary>
    /// <param name="flavor">Whose rules the integers follow.</param>
    /// <param name="resizesIntegers">Whether maps are upsampled as integers, where the flavour does that.</param>
    public static QuantizedRooms Make(IntegerFlavor flavor, bool resizesIntegers = false) => new(flavor, resizesIntegers);

    /// <inheritdoc/>
    public IReadOnlyList<CalibrationInput> Load(int index) => [new CalibrationInput(
        "image", [1, TinyRun.Height, TinyRun.Width, 3], Frame(index).Pixels.ToArray())];

    /// <summary>The values of the predictions before their final form.</summary>
    public string[] Predictions()
    {
        OnnxGraph graph = OnnxGraph.Open(Quantized, "rooms");
        return [.. Run.Network.Tasks.Select(task => TaskLogits.Find(graph, task.Kind, task.Kind.Key()).Value)];
    }

    /// <summary>A frame of the network's size.</summary>
    public Rgb24Image Frame(int index) => Samples.Load(index).Image;
}
