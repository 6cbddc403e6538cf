using System.CommandLine;
using DenseEdge.Cli.Finetuning;
using DenseEdge.Cli.Running;

namespace DenseEdge.Cli.Commands;

/// <summary>denseedge finetune.</summary>
internal static class FinetuneCommand
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        Argument<string> run = new("run") { Description = "A run folder of 'denseedge train'." };
        Option<string> target = new("--target")
        {
            Description = "Whose integers the model gets: cpu, jetpack5, jetpack6, jetpack6.2, jetpack7, trt11, or a profile.",
            DefaultValueFactory = _ => "cpu",
            HelpName = "name",
        };
        Option<string?> data = new("--data")
        {
            Description = "Data folder or descriptor: training split to learn from, test split to measure. [default: the run's]",
            HelpName = "folder",
        };
        Option<TimeSpan?> budget = new("--budget")
        {
            Description = "Training time, such as 90s or 10m. [default: 5m]",
            CustomParser = DurationArgument.Parse,
            HelpName = "time",
        };
        Option<int?> steps = CommonOptions.Steps();
        Option<int?> images = new("--images")
        {
            Description = "How many images to calibrate with. [default: 200]",
            HelpName = "n",
        };
        Option<int?> weightBits = new("--weight-bits")
        {
            Description = "8, or 7 for x86 processors without VNNI. [default: 7 for --target cpu, else 8]",
            HelpName = "n",
        };
        Option<double?> learningRate = new("--learning-rate")
        {
            Description = "Peak learning rate in steps of the 8-bit grid. [default: 0.0003]",
            HelpName = "rate",
        };
        Option<double?> labelWeight = new("--label-weight")
        {
            Description = "Weight of the losses that the run was trained with. [default: 0.1]",
            HelpName = "w",
        };
        Option<double?> teacherWeight = new("--teacher-weight")
        {
            Description = "Weight of the distance to the float model's predictions. [default: 10]",
            HelpName = "w",
        };
        Option<string?> output = new("--out")
        {
            Description = "The ONNX file. [default: model.<target>-int8-tuned.onnx in the run folder]",
            HelpName = "file",
        };
        Command command = new("finetune", "Train a run's INT8 model for a target a little further, with its rounding in place.")
        {
            run, target, data, budget, steps, images, weightBits, learningRate, labelWeight, teacherWeight, output,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(budget) is { Implicit: false } && result.GetResult(steps) is { Implicit: false })
            {
                result.AddError("Expected --budget or --steps, found both.");
            }
        });
        command.SetAction((parsed, cancellation) => Task.FromResult(FinetuneVerb.Run(
            new FinetuneArguments
            {
                Run = parsed.GetRequiredValue(run),
                Target = parsed.GetRequiredValue(target),
                Data = parsed.GetValue(data),
                Budget = parsed.GetValue(budget),
                Steps = parsed.GetValue(steps),
                Images = parsed.GetValue(images),
                WeightBits = parsed.GetValue(weightBits),
                LearningRate = parsed.GetValue(learningRate),
                LabelWeight = parsed.GetValue(labelWeight),
                TeacherWeight = parsed.GetValue(teacherWeight),
                Out = parsed.GetValue(output),
            },
            cancellation)));
        return command;
    }
}
