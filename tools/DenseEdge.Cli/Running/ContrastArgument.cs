using DenseEdge.Training.Contrast;
using DenseEdge.Training.Engine;

namespace DenseEdge.Cli.Running;

/// <summary>The contrastive regulariser as words on the command line.</summary>
internal static class ContrastArgument
{
    private static readonly Dictionary<string, ContrastMode> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["off"] = ContrastMode.Off,
        ["on"] = ContrastMode.CrossTask,
        ["A0"] = ContrastMode.Off,
        ["A1"] = ContrastMode.SelfSource,
        ["A2"] = ContrastMode.CrossTask,
        ["A3"] = ContrastMode.AllSources,
        ["A4"] = ContrastMode.ProjectorPerTarget,
        ["A4-none"] = ContrastMode.NoProjector,
        ["A5"] = ContrastMode.InfoNce,
        ["A6"] = ContrastMode.InfoNceMemory,
        ["A7"] = ContrastMode.SamePixel,
    };

    /// <summary>Names for help texts.</summary>
    public static string Names => string.Join(", ", Modes.Keys);

    /// <summary>Changes a training as the user said.</summary>
    /// <param name="training">The training so far.</param>
    /// <param name="arguments">What the user said.</param>
    /// <param name="faults">Gets what is wrong, a sentence each.</param>
    public static TrainingOptions Apply(TrainingOptions training, TrainArguments arguments, List<string> faults)
    {
        ContrastOptions contrast = training.Contrast;
        if (arguments.Contrast is { } name)
        {
            if (Modes.TryGetValue(name, out ContrastMode mode))
            {
                contrast = contrast with { Mode = mode };
            }
            else
            {
                faults.Add($"Expected {Names} for --contrast, found '{name}'.");
                return training;
            }
        }

        if (contrast.Mode == ContrastMode.Off && (arguments.ContrastWeight ?? arguments.ContrastMargin) is not null)
        {
            faults.Add("Expected --contrast beside --contrast-weight and --contrast-margin, found it off.");
        }

        return training with
        {
            Contrast = contrast with
            {
                Lambda = arguments.ContrastWeight ?? contrast.Lambda,
                Margin = arguments.ContrastMargin ?? contrast.Margin,
            },
        };
    }
}
