using System.Globalization;
using DenseEdge.Cli.Exporting;
using DenseEdge.Contracts;
using DenseEdge.Onnx;
using DenseEdge.Quantization.Integers;
using DenseEdge.Training.Engine;
using DenseEdge.Training.QuantizationAware;

namespace DenseEdge.Cli.Finetuning;

/// <summary>A fine-tuning that can be done: every choice is made.</summary>
internal sealed record FinetunePlan
{
    private const double DefaultBudgetSeconds = 300;

    /// <summary>The export that it is part of: run, target, calibration, file.</summary>
    public required ExportPlan Export { get; init; }

    /// <summary>What the run was trained with.</summary>
    public required RunConfiguration Run { get; init; }

    /// <summary>The data, as the user or the run names it.</summary>
    public required string Data { get; init; }

    /// <summary>How the float model is quantised.</summary>
    public required QuantizationOptions Quantization { get; init; }

    /// <summary>How the integer model is trained.</summary>
    public required QuantizationAwareOptions Training { get; init; }

    /// <summary>Whether the target wants the integers in an FP16 graph. It is trained in an FP32 graph with the same codes and
    /// scales.</summary>
    public bool IsHalf => Export.Flavour.GraphType == GraphElementType.Float16;

    /// <summary>Makes the plan. Nothing is computed and nothing written.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <exception cref="ArgumentException">Something is wrong; the message says what.</exception>
    /// <exception cref="InvalidDataException">The folder is no run.</exception>
    public static FinetunePlan Of(FinetuneArguments arguments)
    {
        RunConfiguration run = RunConfiguration.Load(arguments.Run);
        string data = arguments.Data ?? run.Data;
        ExportPlan export = ExportPlanner.Plan(new ExportArguments
        {
            Run = arguments.Run,
            Target = arguments.Target,
            Precision = ModelPrecision.Int8.Key(),
            Calibrate = data,
            Images = arguments.Images,
            Out = arguments.Out,
        });
        IntegerFlavor flavor = export.Flavour.Name == "int8-cpu" ? IntegerFlavor.Cpu : IntegerFlavor.TensorRtWeak;
        QuantizationOptions quantization = new() { Flavor = flavor, WeightBits = Bits(arguments.WeightBits, flavor) };
        return new FinetunePlan
        {
            Export = export with { Out = export.Out ?? $"{export.Source.Stem}.{export.Target.Name}-int8-tuned.onnx" },
            Run = run,
            Data = data,
            Quantization = quantization,
            Training = Tuning(arguments, quantization.LimitsPairs),
        };
    }

    private static int? Bits(int? asked, IntegerFlavor flavor) => asked switch
    {
        null or 8 => asked,
        7 when flavor == IntegerFlavor.Cpu => asked,
        7 => throw new ArgumentException(
            "--weight-bits 7 limits codes for x86 processors without VNNI, and this target is none. Leave it out."),
        _ => throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"Expected 7 or 8 for --weight-bits, found {asked.Value}.")),
    };

    private static QuantizationAwareOptions Tuning(FinetuneArguments arguments, bool limitsPairs)
    {
        QuantizationAwareOptions defaults = new() { Steps = 1 };
        return new QuantizationAwareOptions
        {
            Steps = arguments.Steps,
            BudgetSeconds = arguments.Steps is null ? arguments.Budget?.TotalSeconds ?? DefaultBudgetSeconds : null,
            LimitsPairs = limitsPairs,
            LearningRate = arguments.LearningRate ?? defaults.LearningRate,
            LabelWeight = arguments.LabelWeight ?? defaults.LabelWeight,
            TeacherWeight = arguments.TeacherWeight ?? defaults.TeacherWeight,
        }.Validated();
    }
}
