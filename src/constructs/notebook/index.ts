export { Notebook, type NotebookProps, type NotebookServer } from './notebook';
