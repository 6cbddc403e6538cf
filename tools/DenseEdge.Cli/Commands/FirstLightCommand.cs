using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge first-light: what ./run does.</summary>
internal static class FirstLightCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<string?> weights = CommonOptions.Weights();
        Option<TimeSpan?> budget = CommonOptions.Budget();
        Option<int?> steps = CommonOptions.Steps();
        Option<(int Height, int Width)?> size = CommonOptions.Size();
        Option<int?> seed = CommonOptions.Seed();
        Option<string?> output = CommonOptions.Out();
        Command command = new(
            "first-light", "Train, export, run through DensePredictor and report: everything at once (./run calls this).")
        {
            data, weights, budget, steps, size, seed, output,
        };
        command.SetAction((parsed, cancellation) => Task.FromResult(FirstLight.Run(
            new TrainArguments
            {
                Data = parsed.GetRequiredValue(data),
                Weights = parsed.GetValue(weights),
                Budget = parsed.GetValue(budget),
                Steps = parsed.GetValue(steps),
                Size = parsed.GetValue(size),
                Seed = parsed.GetValue(seed),
                Out = parsed.GetValue(output),
            },
            cancellation)));
        return command;
    }
}
