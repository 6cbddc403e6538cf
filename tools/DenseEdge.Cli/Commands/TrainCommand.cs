using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge train.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Option<string> data = CommonOptions.Data();
        Option<string?> weights = CommonOptions.Weights();
        Option<TimeSpan?> budget = CommonOptions.Budget();
        Option<int?> steps = CommonOptions.Steps();
        Option<(int Height, int Width)?> size = CommonOptions.Size();
        Option<int> seed = CommonOptions.Seed();
        Option<string?> output = CommonOptions.Out();
        Option<string?> backbone = new("--backbone")
        {
            Description = "mobilenet-v2 or hrnet-w18-small. [default: mobilenet-v2]",
            HelpName = "name",
        };
        Option<string?> genotype = new("--genotype")
        {
            Description = "ATRC genotype: a JSON file of the official layout, a context type for every pair "
                + "(global, local, tlabel, slabel), or 'none' for heads without refinement. [default: DenseEdge's own]",
            HelpName = "file|type",
        };
        Option<string?> resume = new("--resume")
        {
            Description = "Go on with an interrupted run; only --data may be given beside it.",
            HelpName = "run",
        };
        Command command = new("train", "Train a network; Ctrl-C saves a checkpoint and says how to go on.")
        {
            data, weights, budget, steps, size, seed, output, backbone, genotype, resume,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(budget) is { Implicit: false } && result.GetResult(steps) is { Implicit: false })
            {
                result.AddError("Expected --budget or --steps, found both.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(resume) is { } run)
            {
                string? dataset = parsed.GetResult(data) is { Implicit: false } ? parsed.GetRequiredValue(data) : null;
                return Task.FromResult(TrainVerb.Resume(run, dataset, cancellation));
            }

            return Task.FromResult(TrainVerb.Run(
                new TrainArguments
                {
                    Data = parsed.GetRequiredValue(data),
                    Weights = parsed.GetValue(weights),
                    Budget = parsed.GetValue(budget),
                    Steps = parsed.GetValue(steps),
                    Size = parsed.GetValue(size),
                    Seed = parsed.GetValue(seed),
                    Out = parsed.GetValue(output),
                    Backbone = parsed.GetValue(backbone),
                    Genotype = parsed.GetValue(genotype),
                },
                cancellation));
        });
        return command;
    }
}
