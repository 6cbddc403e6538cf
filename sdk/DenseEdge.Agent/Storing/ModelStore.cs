using System.Text.Json;
using DenseEdge.Agent.Updating;
using DenseEdge.Storage;

namespace DenseEdge.Agent.Storing;

/// <summary>
/// The models of a device: one folder per bundle, named by its digest, whole or not there at all, and a pointer to the active
/// one. Every change survives a power cut at any moment.
/// </summary>
/// <remarks>A model is unpacked in <c>downloads</c>, synchronised file by file and folder by folder, and only then renamed into
/// <c>models</c>. It leaves the same way backwards: a folder is renamed out of <c>models</c> before anything in it is
/// deleted.</remarks>
public sealed partial class ModelStore
{
    private const int MostRecordBytes = 1 << 20;

    private readonly IFileSystem _files;

    /// <summary>Names a store; nothing is read yet.</summary>
    /// <param name="files">The disk.</param>
    /// <param name="root">The store's folder, absolute.</param>
    public ModelStore(IFileSystem files, string root)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentException.ThrowIfNullOrEmpty(root);
        _files = files;
        Paths = new StorePaths(Path.GetFullPath(root));
    }

    /// <summary>Where things lie.</summary>
    public StorePaths Paths { get; }

    /// <summary>The disk.</summary>
    public IFileSystem Files => _files;

    /// <summary>Takes the store for this process, and makes its folders if they are missing.</summary>
    /// <returns>Disposing it gives the store back.</returns>
    /// <exception cref="UpdateException">Another agent has it.</exception>
    /// <exception cref="IOException">The folder can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder can't be written by this user.</exception>
    public IDisposable Open()
    {
        if (!_files.DirectoryExists(Paths.Root))
        {
            _files.CreateDirectory(Paths.Root);
            _files.SyncDirectory(Path.GetDirectoryName(Paths.Root)!);
        }

        IDisposable held = _files.TryLock(Paths.Lock)
            ?? throw new UpdateException(
                UpdateFailure.Storage,
                $"{Paths.Root}: another agent is at work on this store; wait for it, or ask it: denseedge-agent status.");
        bool isOpen = false;
        try
        {
            foreach (string folder in (string[])[Paths.Models, Paths.Downloads, Paths.Reports, Paths.Metadata, Paths.Health])
            {
                _files.CreateDirectory(folder);
            }

            _files.SyncDirectory(Paths.Root);
            isOpen = true;
            return held;
        }
        finally
        {
            if (!isOpen)
            {
                held.Dispose();
            }
        }
    }

    /// <summary>Reads the pointer.</summary>
    /// <returns>Null if no model is active yet.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public ActivePointer? ReadPointer() => ActivePointer.Read(_files, Paths.Root);

    /// <summary>Replaces the pointer, durably.</summary>
    /// <param name="active">The new one.</param>
    public void WritePointer(ActivePointer active)
    {
        ArgumentNullException.ThrowIfNull(active);
        active.Write(_files, Paths.Root);
    }

    /// <summary>Reads where the update stands.</summary>
    /// <returns>A fresh record if there is none.</returns>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public UpdateRecord ReadRecord()
    {
        if (!_files.FileExists(Paths.Record))
        {
            return new UpdateRecord();
        }

        try
        {
            byte[] bytes = DurableFile.Read(_files, Paths.Record, MostRecordBytes);
            return JsonSerializer.Deserialize(bytes, AgentJson.Files.UpdateRecord)
                ?? throw new InvalidDataException($"{Paths.Record}: expected an object, found null.");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{Paths.Record}: expected the agent's state, found: {fault.Message}", fault);
        }
    }

    /// <summary>Replaces the record, durably.</summary>
    /// <param name="record">The new one.</param>
    public void WriteRecord(UpdateRecord record)
        => DurableFile.Replace(_files, Paths.Record, JsonSerializer.SerializeToUtf8Bytes(record, AgentJson.Files.UpdateRecord));

    /// <summary>Puts a damaged record aside, for whoever wants to know.</summary>
    internal void PutRecordAside()
    {
        _files.Move(Paths.Record, Paths.Record + ".damaged");
        _files.SyncDirectory(Paths.Root);
    }
}
