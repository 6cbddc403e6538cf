using DenseEdge.Cli.Converting;
using DenseEdge.Cli.Quantizing;
using DenseEdge.Cli.Running;
using DenseEdge.Contracts;
using DenseEdge.Onnx.Targets;
using DenseEdge.Quantization.Sensitivity;
using DenseEdge.Training.Export;

namespace DenseEdge.Cli.Exporting;

/// <summary>Turns what a user said into a plan, or says everything that is wrong with it at once.</summary>
internal sealed class ExportPlanner
{
    private const int DefaultImages = 200;

    private readonly ExportArguments _arguments;
    private readonly List<string> _faults = [];

    private ExportPlanner(ExportArguments arguments) => _arguments = arguments;

    /// <summary>Makes the plan. Nothing is computed and nothing written.</summary>
    /// <param name="arguments">What the user said.</param>
    /// <exception cref="ArgumentException">Something is wrong; the message lists every fault.</exception>
    public static ExportPlan Plan(ExportArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new ExportPlanner(arguments).Plan();
    }

    private ExportPlan Plan()
    {
        (int Height, int Width)? size = Size("--size", _arguments.Size);
        NetworkSource? source = NetworkSources.Find(_arguments, size, _faults);
        TargetProfile? target = Target();
        ModelPrecision precision = Parsed("--precision", _arguments.Precision, ModelPrecisions.Parse);
        PrecisionFlavour? flavour = target is null ? null : Flavour(target, precision);
        ExportOptions options = Options(source, target);
        AccuracyBudget? budget = Budget(precision, source);
        RequireCalibration(precision);
        RequireFolder();
        if (_faults.Count > 0 || source is null || target is null || flavour is null)
        {
            throw new ArgumentException(string.Join(" ", _faults));
        }

        return new ExportPlan
        {
            Source = source,
            Target = target,
            Precision = precision,
            Flavour = flavour,
            Options = options,
            Calibrate = _arguments.Calibrate,
            CalibrationImages = _arguments.Images ?? DefaultImages,
            AccuracyBudget = budget,
            Out = _arguments.Out,
        };
    }

    private (int Height, int Width)? Size(string option, string? text)
    {
        if (text is not null && SizeArgument.Find(text) is null)
        {
            _faults.Add(SizeArgument.Expected(option, text));
        }

        return text is null ? null : SizeArgument.Find(text);
    }

    private TargetProfile? Target()
    {
        try
        {
            return TargetProfiles.Find(_arguments.Target);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidDataException)
        {
            _faults.Add(fault.Message);
            return null;
        }
    }

    private T? Parsed<T>(string option, string text, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (FormatException fault)
        {
            _faults.Add($"{option}: {fault.Message}");
            return default;
        }
    }

    private PrecisionFlavour? Flavour(TargetProfile target, ModelPrecision precision)
    {
        PrecisionFlavour? flavour = TargetPrecisions.Find(target, precision);
        if (flavour is null)
        {
            _faults.Add(TargetPrecisions.Expected(target, precision));
        }

        return flavour;
    }

    private ExportOptions Options(NetworkSource? source, TargetProfile? target)
    {
        InputFormat? asked = _arguments.Input is { } input ? Parsed("--input", input, InputFormats.Parse) : null;
        (int Height, int Width)? camera = Size("--camera", _arguments.Camera);
        ExportOptions options = new()
        {
            Input = asked ?? (target is null ? InputFormat.UInt8Nhwc : TargetInterface.DefaultInput(target)),
            Answers = Answers(),
            CameraHeight = camera?.Height,
            CameraWidth = camera?.Width,
            Letterbox = _arguments.Letterbox,
            TrainingData = source?.DataName,
            HasRandomWeights = source?.HasRandomWeights ?? false,
        };
        if (target is not null && !TargetInterface.Takes(target, options.Input))
        {
            string known = string.Join(", ", InputFormats.All.Where(format => TargetInterface.Takes(target, format))
                .Select(InputFormats.Key));
            _faults.Add($"Expected an input that {target.Name} takes ({known}), found {options.Input.Key()}.");
        }

        bool cameraIsUnreadable = _arguments.Camera is not null && camera is null;
        if (source is not null && !cameraIsUnreadable)
        {
            _faults.AddRange(options.Faults(source.Network.InputHeight, source.Network.InputWidth));
        }

        return target is null ? options : TargetInterface.Apply(options, target);
    }

    private AnswerForm Answers()
    {
        if (_arguments.Output is null or "labels")
        {
            return AnswerForm.Labels;
        }

        if (_arguments.Output != "logits")
        {
            _faults.Add($"Expected labels or logits for --output, found '{_arguments.Output}'.");
        }

        return AnswerForm.Logits;
    }

    private AccuracyBudget? Budget(ModelPrecision precision, NetworkSource? source)
    {
        if (_arguments.AccuracyBudget is not { } text)
        {
            return null;
        }

        if (precision == ModelPrecision.Float32 || _arguments.Calibrate is null)
        {
            _faults.Add("Expected --precision fp16 or int8 and --calibrate with --accuracy-budget: the budget is spent on their data.");
        }

        if (_arguments.Calibrate is { } data && CalibrationImages.IsFolderOfImages(data))
        {
            _faults.Add($"Expected a data set with labels for --calibrate with --accuracy-budget, found a folder of images, '{data}'.");
        }

        AccuracyBudget? budget = Parsed("--accuracy-budget", text, AccuracyBudget.Parse);
        if (source is not null && budget is not null)
        {
            Parsed("--accuracy-budget", text, _ => budget.Requiring([.. source.Network.Tasks.Select(task => task.Kind.Key())]));
        }

        return budget;
    }

    private void RequireCalibration(ModelPrecision precision)
    {
        if (precision == ModelPrecision.Int8 && _arguments.Calibrate is null)
        {
            _faults.Add("Expected --calibrate DATA with --precision int8: images show which ranges the numbers have.");
        }

        if (_arguments.Calibrate is not null && _arguments.Input == InputFormat.Float16Nchw.Key())
        {
            _faults.Add("Expected --input uint8-nhwc or float-nchw with --calibrate: ranges are seen on the FP32 graph.");
        }

        if (precision == ModelPrecision.Float32 && _arguments.Calibrate is not null)
        {
            _faults.Add("Expected --precision fp16 or int8 with --calibrate: fp32 needs no ranges.");
        }

        if (_arguments.Images is { } images && (images < 1 || _arguments.Calibrate is null))
        {
            _faults.Add($"Expected at least 1 for --images, beside --calibrate, found {images}.");
        }
    }

    private void RequireFolder()
    {
        string? folder = _arguments.Out is null ? null : Path.GetDirectoryName(Path.GetFullPath(_arguments.Out));
        if (folder is not null && !Directory.Exists(folder))
        {
            _faults.Add($"Expected a folder for --out, found no '{folder}'.");
        }
    }
}
