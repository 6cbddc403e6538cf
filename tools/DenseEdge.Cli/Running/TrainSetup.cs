using System.Globalization;
using System.Text.Json.Nodes;
using DenseEdge.Contracts;
using DenseEdge.Training.Engine;
using DenseEdge.Training.Losses;
using DenseEdge.Training.Network;

namespace DenseEdge.Cli.Running;

/// <summary>Turns what a user said into the configuration of a run.</summary>
internal static class TrainSetup
{
    private const double RealDataBudgetSeconds = 600;
    private const double SyntheticBudgetSeconds = 480;

    /// <summary>Makes the configuration.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <param name="data">The data set.</param>
    /// <exception cref="ArgumentException">Something the user said is wrong; the message says what was expected.</exception>
    public static RunConfiguration Configure(TrainArguments arguments, DataSplits data)
    {
        List<string> faults = [];
        RunConfiguration configuration = Recipe(arguments, data, faults);
        configuration = FromFile(configuration, arguments.Config, data, faults);
        NetworkOptions network = NetworkArguments.Apply(configuration.Network, arguments, faults);
        if (arguments.Size is { } size)
        {
            network = network with { InputHeight = size.Height, InputWidth = size.Width };
        }

        TrainingOptions training = WithFlags(configuration.Training, network, arguments);
        configuration = configuration with { Network = network, Training = ContrastArgument.Apply(training, arguments, faults) };
        if (faults.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        return WithBalance(configuration.Validated(), arguments.Config, data);
    }

    /// <summary>Balances the classes, which takes reading samples, unless the file says how they count.</summary>
    private static RunConfiguration WithBalance(RunConfiguration configuration, string? path, DataSplits data)
    {
        if (path is not null && JsonNode.Parse(File.ReadAllText(path))?["training"]?["loss"]?["class_weights"] is not null)
        {
            return configuration;
        }

        LossOptions loss = configuration.Training.Loss with
        {
            ClassWeights = DefaultRecipe.ClassWeights(configuration.Network, data.Train),
        };
        return configuration with { Training = configuration.Training with { Loss = loss } };
    }

    /// <summary>What the user gets without a file and without flags about the network.</summary>
    private static RunConfiguration Recipe(TrainArguments arguments, DataSplits data, List<string> faults)
    {
        string? weights = WeightsArgument.Find(arguments.Weights, data.Folder);
        (int height, int width) = arguments.Size ?? data.InputSize;
        IReadOnlyList<TaskSpec> tasks = NetworkArguments.Tasks(arguments.Tasks, data.Tasks, faults);
        NetworkOptions network = DefaultRecipe.Network(tasks, height, width, data.DepthRangeMeters);
        return new RunConfiguration
        {
            Data = data.Argument,
            DataName = data.Name,
            Weights = weights,
            Network = network,
            Training = DefaultRecipe.Training(network, weights is not null) with
            {
                BudgetSeconds = data.Folder is null ? SyntheticBudgetSeconds : RealDataBudgetSeconds,
            },
        };
    }

    /// <summary>What the file says about network and training; data and weights were found before.</summary>
    private static RunConfiguration FromFile(RunConfiguration recipe, string? path, DataSplits data, List<string> faults)
    {
        if (path is null)
        {
            return recipe;
        }

        RunConfiguration read = recipe.With(File.ReadAllText(path), $"'{path}'");
        foreach (TaskSpec task in read.Network.Tasks.Where(task => data.Tasks.All(other => other.Kind != task.Kind)))
        {
            string known = string.Join(", ", data.Tasks.Select(other => other.Kind.Key()));
            faults.Add($"'{path}': expected tasks of the data ({known}), found {task.Kind.Key()}.");
        }

        TrainingOptions training = read.Training;
        if (training.Steps is not null && training.BudgetSeconds == recipe.Training.BudgetSeconds)
        {
            training = training with { BudgetSeconds = null };
        }

        return read with { Data = recipe.Data, DataName = recipe.DataName, Weights = recipe.Weights, Training = training };
    }

    private static TrainingOptions WithFlags(TrainingOptions training, NetworkOptions network, TrainArguments arguments)
    {
        training = training with
        {
            Seed = arguments.Seed ?? training.Seed,
            Augmentation = training.Augmentation with { CropHeight = network.InputHeight, CropWidth = network.InputWidth },
        };
        if (arguments.Steps is { } steps)
        {
            return training with { Steps = steps, BudgetSeconds = null };
        }

        return arguments.Budget is { } budget
            ? training with { Steps = null, BudgetSeconds = budget.TotalSeconds }
            : training;
    }

    /// <summary>Chooses the folder of a run.</summary>
    /// <param name="asked">What the user said; null for the next free runs/name-N.</param>
    /// <param name="dataName">Name of the data set.</param>
    public static string RunFolderFor(string? asked, string dataName)
    {
        if (asked is not null)
        {
            return asked;
        }

        for (int n = 1; ; n++)
        {
            string folder = Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{dataName}-{n}"));
            if (!Directory.Exists(folder))
            {
                return folder;
            }
        }
    }
}
