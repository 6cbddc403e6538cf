using System.CommandLine;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>Options that several verbs share, so that they mean the same everywhere.</summary>
internal static class CommonOptions
{
    /// <summary>The data set.</summary>
    public static Option<string> Data() => new("--data")
    {
        Description = "Data folder or descriptor (JSON); 'synthetic' makes rooms on the spot.",
        DefaultValueFactory = _ => DataSets.Synthetic,
        HelpName = "folder",
    };

    /// <summary>Pretrained weights.</summary>
    public static Option<string?> Weights() => new("--weights")
    {
        Description = "Pretrained backbone: a safetensors file or a checkpoint of PyTorch (.pth, .ckpt), or 'mobilenet' to find it "
            + "beside the data or in DENSEEDGE_WEIGHTS.",
        HelpName = "file",
    };

    /// <summary>The time for training.</summary>
    public static Option<TimeSpan?> Budget() => new("--budget")
    {
        Description = "Training time, such as 90s, 10m or 1.5h. [default: 10m for real data, 8m for synthetic rooms]",
        CustomParser = DurationArgument.Parse,
        HelpName = "time",
    };

    /// <summary>The number of steps, in place of a time.</summary>
    public static Option<int?> Steps() => new("--steps")
    {
        Description = "Training steps in place of a time: such a run repeats exactly.",
        HelpName = "n",
    };

    /// <summary>The network's input size.</summary>
    public static Option<(int Height, int Width)?> Size() => new("--size")
    {
        Description = "Network input, HEIGHTxWIDTH in pixels. [default: what the data set recommends]",
        CustomParser = SizeArgument.Parse,
        HelpName = "HxW",
    };

    /// <summary>The seed.</summary>
    public static Option<int?> Seed() => new("--seed")
    {
        Description = "Seed of weights, sample order and augmentation. [default: 0]",
        HelpName = "n",
    };

    /// <summary>Threads of the engine.</summary>
    public static Option<int> Threads()
    {
        Option<int> threads = new("--threads")
        {
            Description = "Threads of the engine; 0 for one per physical core.",
            DefaultValueFactory = _ => 0,
            HelpName = "n",
        };
        threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("Expected at least 0 for --threads.");
            }
        });
        return threads;
    }

    /// <summary>The folder of the run.</summary>
    public static Option<string?> Out() => new("--out")
    {
        Description = "Folder for the results. [default: runs/<data>-<n>]",
        HelpName = "folder",
    };
}
