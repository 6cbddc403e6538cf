using System.CommandLine;
using DenseEdge.Cli.Running;
using DenseEdge.Training.Weights;

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
        Option<int?> seed = CommonOptions.Seed();
        Option<string?> output = CommonOptions.Out();
        Option<string?> config = new("--config")
        {
            Description = "JSON of the layout of a run's run.json in which everything may be left out; flags go before it.",
            HelpName = "file",
        };
        Option<string?> tasks = new("--tasks")
        {
            Description = "Tasks of the data to learn, with commas between them; one is enough. [default: all]",
            HelpName = "a,b",
        };
        Option<string?> backbone = new("--backbone")
        {
            Description = $"{string.Join(", ", BackboneNames.All)}. [default: mobilenet-v2]",
            HelpName = "name",
        };
        Option<int?> outputStride = new("--output-stride")
        {
            Description = "Stride of the last level of resnet-50: 8 or 16. [default: 16]",
            HelpName = "n",
        };
        Option<string?> neck = new("--neck")
        {
            Description = "concat (the paper's: all levels, widths by its rules), projection (all levels, then a narrow 1x1 "
                + "layer) or aspp (pyramid on the last level, joined with the first). [default: projection; concat for hrnet]",
            HelpName = "name",
        };
        Option<string?> encoder = new("--encoder")
        {
            Description = "shared, or branched:STAGE:GROUP;GROUP: after STAGE (0 to 3) every group of tasks has its own later "
                + "stages and neck, as in 'branched:3:semseg;depth,normals' (quote the semicolon). [default: shared]",
            HelpName = "form",
        };
        Option<string?> refinement = new("--refinement")
        {
            Description = $"{NetworkArguments.RefinementNames}: how tasks learn from each other. [default: atrc]",
            HelpName = "name",
        };
        Option<string?> genotype = new("--genotype")
        {
            Description = "ATRC genotype: a JSON file of the official layout, a context type for every pair "
                + "(global, local, tlabel, slabel), or 'none' as --refinement none. [default: DenseEdge's own]",
            HelpName = "file|type",
        };
        Option<string?> contrast = new("--contrast")
        {
            Description = "Contrastive regulariser: off, on (the method), or an ablation, A1 to A7 or A4-none; what each is says "
                + "docs/contrast.md. [default: off]",
            HelpName = "form",
        };
        Option<double?> contrastWeight = new("--contrast-weight")
        {
            Description = "Weight of the regulariser in the loss. [default: 0.1; A6: 1]",
            HelpName = "λ",
        };
        Option<double?> contrastMargin = new("--contrast-margin")
        {
            Description = "How much farther than its positive the negative of a triplet must be. [default: 0.3]",
            HelpName = "m",
        };
        Option<string?> resume = new("--resume")
        {
            Description = "Go on with an interrupted run; only --data may be given beside it.",
            HelpName = "run",
        };
        Command command = new("train", "Train a network; Ctrl-C saves a checkpoint and says how to go on.")
        {
            data, weights, budget, steps, size, seed, output, config, tasks, backbone, outputStride, neck, encoder, refinement,
            genotype, contrast, contrastWeight, contrastMargin, resume,
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
                ConfigArgument.Apply(
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
                        OutputStride = parsed.GetValue(outputStride),
                        Neck = parsed.GetValue(neck),
                        Encoder = parsed.GetValue(encoder),
                        Refinement = parsed.GetValue(refinement),
                        Genotype = parsed.GetValue(genotype),
                        Tasks = parsed.GetValue(tasks),
                        Contrast = parsed.GetValue(contrast),
                        ContrastWeight = parsed.GetValue(contrastWeight),
                        ContrastMargin = parsed.GetValue(contrastMargin),
                        Config = parsed.GetValue(config),
                    },
                    dataIsGiven: parsed.GetResult(data) is { Implicit: false }),
                cancellation));
        });
        return command;
    }
}
